import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ExpressionFix } from "../src/index.ts";
import { nearlyExpression } from "./arbitraries.ts";
import { checkExpression } from "./jobs.ts";

function apply(text: string, { from, to, insert }: ExpressionFix): string {
  return text.slice(0, from) + insert + text.slice(to);
}

describe("the first fix of each problem, applied one after the other", () => {
  test.each([
    ["nam like 'x'", "name like 'x'"],
    ["productkey = 'x'", "productKey = 'x'"],
    ["name.default like 'x'", "name.defaultValue like 'x'"],
    ["name = 'x'", "name like 'x'"],
    ["name='x'", "name like 'x'"],
    ["type == 'verify'", "type = 'verify'"],
    ["type='Upgrade'", "type='upgrade'"],
    ["status = strted", "status = 'started'"],
    ["name like big red pump and type = verify", "name like 'big red pump' and type = 'verify'"],
    ["productKey in (a, b)", "productKey in ('a', 'b')"],
    ["productKey in 'a'", "productKey in ('a')"],
    ["name like ‘pump’", "name like 'pump'"],
    ["name like “5' pipe”", `name like "5' pipe"`],
    ["name like `泵`", "name like '泵'"],
    ["name like 泵", "name like '泵'"],
    ["name like 'pump", "name like 'pump'"],
    ["type = 'verify' && name like 'x'", "type = 'verify' and name like 'x'"],
    ["type = 'verify'&&name like 'x'", "type = 'verify' and name like 'x'"],
    ["type = 'verify', name like 'x'", "type = 'verify' and name like 'x'"],
    ["type = 'verify' name like 'x'", "type = 'verify' and name like 'x'"],
    ["type = 'verify' and", "type = 'verify' "],
    ["productKey in ('a', 'b' and", "productKey in ('a', 'b') "],
    ["productKey in ('a', 'b' and type = 'verify'", "productKey in ('a', 'b') and type = 'verify'"],
    ["productKey in ('a'", "productKey in ('a')"],
    ["type = 'verify';", "type = 'verify'"],
    ["type = 'verify')", "type = 'verify'"],
    ["type = 'verify';; and name like 'x'))", "type = 'verify' and name like 'x'"],
    ["type = 'verify' ; ) ;", "type = 'verify'   "],
  ])("make of %s: %s", (wrong, right) => {
    let text = wrong;
    for (let [problem] = checkExpression(text); problem; [problem] = checkExpression(text)) {
      const [fix] = problem.fixes;
      if (!fix) throw new Error(`no fix for: ${problem.message}`);
      text = apply(text, fix);
    }
    expect(text).toBe(right);
  });
});

describe("no fix", () => {
  test.each([
    ["is offered for an operator that says the opposite", "type != 'verify'"],
    ["is offered for or, which would change the meaning", "type = 'verify' or status = 'started'"],
    ["is offered for a field that nobody can guess", "jobId = 'x'"],
    ["quotes a value that cannot be written", "name like ‘both ' and \"’"],
    ["closes a list that goes on", "productKey in ('a' b)"],
    ["closes a quote around a control character", "name like 'a\nb"],
  ])("%s", (_, text) => {
    expect(checkExpression(text)[0]?.fixes).toEqual([]);
  });
});

test("every fix lies inside the text, changes it, and removes its problem", () => {
  let tried = 0;
  fc.assert(
    fc.property(nearlyExpression, (text) => {
      const problems = checkExpression(text);
      problems.forEach(({ fixes, summary, offset = 0 }, index) => {
        for (const fix of fixes) {
          tried++;
          expect(fix.from).toBeGreaterThanOrEqual(0);
          expect(fix.to).toBeGreaterThanOrEqual(fix.from);
          expect(fix.to).toBeLessThanOrEqual(text.length);
          const fixed = apply(text, fix);
          expect(fixed).not.toBe(text);
          // What stands before stays as good or bad as it was; the problem itself is gone.
          const rest = checkExpression(fixed);
          expect(rest.slice(0, index).map((one) => one.summary)).toEqual(
            problems.slice(0, index).map((one) => one.summary),
          );
          expect(rest.some((one) => one.summary === summary && one.offset === offset)).toBe(false);
        }
      });
    }),
    { numRuns: 1000 },
  );
  expect(tried).toBeGreaterThan(100);
});
