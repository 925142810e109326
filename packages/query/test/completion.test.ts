import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { condition } from "./arbitraries.ts";
import { checkExpression, completeExpression, otaJobTable } from "./jobs.ts";

const labels = (text: string, offset?: number): readonly string[] =>
  completeExpression(text, offset).options.map(({ label }) => label);

describe("completion offers", () => {
  test.each<[string, readonly string[]]>([
    ["", Object.keys(otaJobTable.fields)],
    ["  ", Object.keys(otaJobTable.fields)],
    ["fi", Object.keys(otaJobTable.fields).filter((field) => field.startsWith("fi"))],
    ["PRODUCT", ["productKey"]],
    ["name.", ["name.defaultValue", "name.zh_CN", "name.en_US"]],
    ["name", ["name.defaultValue", "name.zh_CN", "name.en_US"]],
    ["productKey ", ["=", "in"]],
    ["productKey i", ["in"]],
    ["name ", ["like"]],
    ["status = ", ["'started'", "'stopped'"]],
    ["status = 'sta", ["'started'"]],
    ['status = "st', ['"started"', '"stopped"']],
    ["status=", ["'started'", "'stopped'"]],
    ["productKey = ", []],
    ["productKey in ", ["("]],
    ["productKey in (", []],
    ["productKey in ('a' ", [",", ")"]],
    ["productKey in ('a'", [",", ")"]],
    ["productKey in ('a', 'b') ", ["and"]],
    ["type = 'verify' ", ["and"]],
    ["type = 'verify' a", ["and"]],
    ["type = 'verify' AND sta", ["status"]],
    ["type = 'verify' and name like ' and ", []],
    // Nothing sensible can follow what is wrong, up to the next condition.
    ["nope ", []],
    ["name = ", []],
    // A word in the place of a value is one without its quotes, whatever it is.
    ["status = and ", ["and"]],
    ["nope = 'x' and sta", ["status"]],
    ["type = 'verify' 'x' ", []],
    ["productKey in 'a", []],
    ["productKey in ('a' 'b' ", []],
  ])("after %j: %j", (text, expected) => {
    expect(labels(text)).toEqual(expected);
  });

  test("what fits at the offset, whatever stands behind it", () => {
    expect(completeExpression("sta = 'x' and type = 'verify'", 3)).toEqual({
      from: 0,
      options: [{ label: "status", type: "field", detail: "=" }],
    });
    expect(labels("status = ''", 9)).toEqual(["'started'", "'stopped'"]);
  });

  test("a kind and a few words for each option", () => {
    const [field] = completeExpression("productK").options;
    expect(field).toEqual({ label: "productKey", type: "field", detail: "= or in" });
    expect(completeExpression("name ").options).toEqual([
      { label: "like", type: "operator", detail: "contains this text" },
    ]);
    expect(completeExpression("type = ").options[0]).toEqual({
      label: "'verify'",
      type: "value",
      detail: "a value of type",
    });
    expect(completeExpression("productKey in ").options[0]?.type).toBe("punctuation");
    expect(completeExpression("productKey in ('a' ").options.map(({ detail }) => detail)).toEqual([
      "another value",
      "the end of the list",
    ]);
    expect(completeExpression("type = 'verify' ").options).toEqual([
      { label: "and", type: "connective", detail: "another condition" },
    ]);
  });
});

/** Whether a text can be continued to an expression: every problem lies at its end. */
function isPrefix(text: string): boolean {
  const endings = [
    "",
    "'",
    '"',
    "x'",
    "= 'x'",
    " = 'x'",
    " in ('x')",
    " like 'x'",
    "'x'",
    "('x')",
    "'x')",
    ")",
    " 'x'",
  ];
  const enums = [" 'verify'", " 'started'", " = 'verify'", " = 'started'"];
  const more = [" type = 'verify'"];
  return [...endings, ...enums, ...more].some((ending) => checkExpression(text + ending).length === 0);
}

test("each option, accepted at any offset of an expression, leaves a prefix of an expression", () => {
  let accepted = 0;
  fc.assert(
    fc.property(condition, fc.nat(), (made, anywhere) => {
      const text = String(made);
      const offset = anywhere % (text.length + 1);
      const { from, options } = completeExpression(text, offset);
      expect(from).toBeLessThanOrEqual(offset);
      for (const { label } of options) {
        accepted++;
        const completed = text.slice(0, from) + label;
        expect(label.toLowerCase().startsWith(text.slice(from, offset).toLowerCase())).toBe(true);
        expect([completed, isPrefix(completed)]).toEqual([completed, true]);
      }
    }),
    { numRuns: 2000 },
  );
  expect(accepted).toBeGreaterThan(500);
});

test("every word of an expression is offered, as it is typed", () => {
  const text = "productKey in ('a', 'b') and status = 'started' and name.zh_CN like 'x'";
  for (const word of ["productKey", "in", "and", "status", "'started'", "name.zh_CN", "like"]) {
    const at = text.indexOf(word);
    for (let offset = at === 0 ? 0 : at; offset < at + word.length; offset++) {
      expect(labels(text, offset)).toContain(word);
    }
  }
});
