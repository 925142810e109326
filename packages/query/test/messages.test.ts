import { describe, expect, test } from "vitest";
import { expressionsOf } from "../src/index.ts";
import { checkExpression, otaJob, otaJobTable } from "./jobs.ts";
import { refusalOf } from "./refusal.ts";

describe("a message", () => {
  test.each([null, undefined])("advises to leave out the condition whose value is %s", (value) => {
    expect(refusalOf(() => otaJob.productKey.eq(value as never)).message).toBe(
      `productKey takes a text, but was given ${value}. If there is no value, leave the condition out.`,
    );
  });

  test.each([
    ["O'Hara", "contains a single quote, so it must be written in double quotes"],
    ["a\\b", "contains a backslash, which a server could read as an escape"],
    ["a＇b", "contains a full-width quote or backslash, which a server could convert to the ASCII one"],
    ["50%", "contains % or _, which a server could read as a wildcard"],
  ])("says why strictLiterals refuses %s", (value, why) => {
    const { fields } = expressionsOf(otaJobTable, { strictLiterals: true });
    expect(refusalOf(() => fields.name.like(value)).message).toContain(`The value for name ${why}`);
  });

  test("takes a foreign word with a strange blank in it for a word, not for a blank", () => {
    const [problem] = checkExpression("泵\u00a0x = 'a'");
    expect(problem?.summary).toContain("Fields, operators and quotes are plain ASCII.");
    expect(checkExpression("\u00a0name like 'a'")[0]?.summary).toContain("It is not a plain space");
  });

  test("warns of a text that is so long that a gateway may refuse it", () => {
    const text = `productKey in (${Array.from({ length: 2000 }, () => "'0123456'").join(", ")})`;
    expect(checkExpression(text, { warnings: true })).toMatchObject([
      { severity: "warning", reason: "too-long" },
    ]);
    expect(checkExpression(text)).toEqual([]);
  });
});

describe("a fix", () => {
  test("removes a connective at the end only behind a whole comparison", () => {
    const fixesOf = (text: string) =>
      checkExpression(text)
        .at(-1)
        ?.fixes.map(({ label }) => label);
    expect(fixesOf("type = 'verify' and")).toEqual(["Remove and"]);
    expect(fixesOf("type = 'verify' and x and")).toEqual([]);
  });

  test("inserts no connective where a search has none", () => {
    const { check } = expressionsOf({ ...otaJobTable, connectives: [] });
    expect(check("type = 'verify' x")[0]?.fixes).toEqual([]);
  });
});
