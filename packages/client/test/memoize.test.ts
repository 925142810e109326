import { expect, test } from "vitest";
import { memoize } from "../src/memoize.ts";

/** A function that is remembered, and the texts that it was really called with. */
function remembered(most: number) {
  const computed: string[] = [];
  const lengthOf = memoize(most, (text) => {
    computed.push(text);
    return text === "" ? undefined : text.length;
  });
  return { computed, lengthOf };
}

test("a result is computed once, also where it is undefined", () => {
  const { computed, lengthOf } = remembered(2);
  expect(["ab", "", "ab", ""].map(lengthOf)).toEqual([2, undefined, 2, undefined]);
  expect(computed).toEqual(["ab", ""]);
});

test("at most so many results are kept; then all are forgotten", () => {
  const { computed, lengthOf } = remembered(2);
  for (const text of ["a", "b", "a", "c", "c", "a"]) lengthOf(text);
  expect(computed).toEqual(["a", "b", "c", "a"]);
});
