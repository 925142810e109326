import { describe, expect, test } from "vitest";
import { suggest } from "../src/suggestion.ts";

describe("what was probably meant", () => {
  test.each([
    ["the same in another case", "PRODUCTKEY", ["productKey", "product"], ["productKey"]],
    ["a name that begins with it", "fw", ["name", "fwVersion"], ["fwVersion"]],
    ["a name with one letter more", "nme", ["name"], ["name"]],
    ["a name with one letter less", "naame", ["name"], ["name"]],
    ["a name with another letter", "nane", ["name"], ["name"]],
    ["a name with a third of its letters wrong", "versabc", ["version"], []],
    ["a name with less than a third of its letters wrong", "versiab", ["version"], ["version"]],
    ["a name whose letters come late", "xxstatus", ["status"], ["status"]],
    ["the same before what begins with it", "name", ["nameOfJob", "NAME"], ["NAME"]],
    ["the nearest alone", "statusx", ["statuses", "status"], ["status"]],
    ["all that are equally near, in their order", "nam", ["name", "nan", "job"], ["name", "nan"]],
    [
      "a beginning of many letters as near as one keystroke",
      "firm",
      ["firmwareVersion", "form"],
      ["firmwareVersion", "form"],
    ],
  ])("is %s", (_, typed, names, meant) => {
    expect(suggest(typed, names)).toEqual(meant);
  });

  test.each([
    ["for nothing", "", ["a", "name"]],
    ["for a single letter", "n", ["name", "no"]],
    ["for two letters, unless a name begins with them", "nb", ["na", "b", "nab"]],
    ["for a word that is much longer", "statusofthejob", ["status"]],
    ["for a megabyte", "status".repeat(200_000), ["status"]],
  ])("is unknown %s", (_, typed, names) => {
    expect(suggest(typed, names)).toEqual([]);
  });
});
