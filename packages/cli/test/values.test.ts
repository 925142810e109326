import { describe, expect, it } from "vitest";
import { duration, wholeNumber } from "../src/values.ts";

describe("values of options", () => {
  it.each([
    ["500ms", 500],
    ["90s", 90_000],
    ["10m", 600_000],
    ["1.5h", 5_400_000],
  ])("%s is a duration", (text, ms) => expect(duration(text)).toBe(ms));

  it.each(["10", "m", "10 m", "-5s", "1d", ""])("%j is no duration", (text) =>
    expect(() => duration(text)).toThrow("a number with a unit, such as 500ms, 30s, 10m or 1h"),
  );

  it.each(["0", "4", "1.5", "1e2", "", "-1", "0x10"])("%j is no page size", (text) =>
    expect(() => wholeNumber(text, 1, 3)).toThrow("It must be a whole number from 1 to 3."),
  );
});
