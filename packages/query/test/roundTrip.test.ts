import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ExpressionError } from "../src/index.ts";
import { anyText, condition, nearlyExpression } from "./arbitraries.ts";
import { and, checkExpression, otaJob, parseExpression, where } from "./jobs.ts";

describe("printing and parsing", () => {
  test("parsing what was printed returns exactly the same conditions", () => {
    fc.assert(
      fc.property(condition, (made) => {
        expect(parseExpression(String(made)).comparisons).toEqual(made.comparisons);
      }),
      { numRuns: 500 },
    );
  });

  test("any value in any field comes back unchanged, or is refused: it never becomes another expression", () => {
    let refused = 0;
    fc.assert(
      fc.property(anyText, anyText, (a, b) => {
        try {
          const made = and(
            otaJob.productKey.eq(a),
            otaJob.firmwareVersion.in([b, a]),
            otaJob.name.zh_CN.like(b),
          );
          expect(parseExpression(String(made)).comparisons).toEqual([
            { field: "productKey", operator: "=", value: a },
            { field: "firmwareVersion", operator: "in", value: [b, a] },
            { field: "name.zh_CN", operator: "like", value: b },
          ]);
        } catch (error) {
          expect(error).toBeInstanceOf(ExpressionError);
          expect(error).toMatchObject({ reason: "invalid-value" });
          refused++;
        }
      }),
      { numRuns: 1000 },
    );
    // The property would be worth nothing if everything, or nothing, were refused.
    expect(refused).toBeGreaterThan(100);
    expect(refused).toBeLessThan(900);
  });

  test("printing is a fixed point for every text that parses", () => {
    let parsed = 0;
    fc.assert(
      fc.property(nearlyExpression, (text) => {
        if (checkExpression(text).length) return;
        parsed++;
        const printed = String(parseExpression(text));
        expect(String(parseExpression(printed))).toBe(printed);
      }),
      { numRuns: 1000 },
    );
    expect(parsed).toBeGreaterThan(50);
  });

  test("the object filter prints what the builder prints", () => {
    fc.assert(
      fc.property(anyText, (value) => {
        const print = (make: () => unknown): string => {
          try {
            return String(make());
          } catch (error) {
            expect(error).toBeInstanceOf(ExpressionError);
            return "refused";
          }
        };
        expect(print(() => where({ firmwareId: value, name: { like: value } }))).toBe(
          print(() => and(otaJob.firmwareId.eq(value), otaJob.name.like(value))),
        );
      }),
    );
  });

  test("no text makes the parser throw anything but an ExpressionError with a place inside the text", () => {
    const text = fc.oneof(nearlyExpression, anyText);
    fc.assert(
      fc.property(text, (input) => {
        const problems = checkExpression(input);
        let last = 0;
        for (const { offset = -1, line = 0, column = 0, excerpt = "" } of problems) {
          expect(offset).toBeGreaterThanOrEqual(last);
          expect(offset).toBeLessThanOrEqual(input.length);
          const lines = input.slice(0, offset).split(/\r\n|\r|\n/);
          expect([line, column]).toEqual([lines.length, (lines.at(-1) ?? "").length + 1]);
          expect(excerpt.split("\n")).toHaveLength(2);
          last = offset;
        }
        try {
          parseExpression(input);
          expect(problems).toEqual([]);
        } catch (error) {
          expect(error).toBeInstanceOf(ExpressionError);
          expect((error as ExpressionError).message).toBe(problems[0]?.message);
        }
      }),
      { numRuns: 1500 },
    );
  });
});
