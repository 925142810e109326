import { expect, test } from "vitest";
import { closest } from "../src/closest.ts";

const known = ["timeoutMs", "totalTimeoutMs", "maxRetries", "orgId", "fetch", "headers"];

test.each([
  ["timout", "timeoutMs"],
  ["timeout", "timeoutMs"],
  ["totalTimeout", "totalTimeoutMs"],
  ["retries", "maxRetries"],
  ["orgid", "orgId"],
  ["ogrId", "orgId"],
  ["header", "headers"],
  ["fecth", "fetch"],
])("%s probably means %s", (typed, meant) => {
  expect(closest(typed, known)).toBe(meant);
});

test.each(["color", "x", "id", "patch me", ""])("%j is like none of them", (typed) => {
  expect(closest(typed, known)).toBeUndefined();
});
