import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { otaJobTable as generatedTable } from "../src/index.ts";
import { type QueryRule, queryBuilderOf } from "../src/queryBuilder.ts";
import * as ofJobs from "../src/react-querybuilder.ts";
import { condition as anyCondition } from "./arbitraries.ts";
import { and, otaJob, otaJobTable, parseExpression } from "./jobs.ts";
import { refusalOf } from "./refusal.ts";

const { fields, formatExpression, toRuleGroup, validator } = queryBuilderOf(otaJobTable);
const group = (...rules: QueryRule[]) => ({ combinator: "and", rules });
const filled: QueryRule = { id: "r", field: "status", operator: "=", value: "started" };

describe("conditions and queries of React Query Builder", () => {
  it("are the same after a round trip, for 10,000 generated conditions", () => {
    fc.assert(
      fc.property(anyCondition, (condition) => {
        expect(String(formatExpression(toRuleGroup(condition)))).toBe(String(condition));
      }),
      { numRuns: 10_000 },
    );
  });

  it("search for everything when there is no rule, as the builder begins", () => {
    expect(formatExpression(group())).toBeUndefined();
    expect(toRuleGroup(undefined)).toEqual({ combinator: "and", rules: [] });
  });

  it("read a list that the builder keeps as a text with commas", () => {
    const rule = { field: "firmwareVersion", operator: "in", value: "1.0, 1.1" };
    expect(String(formatExpression(group(rule)))).toBe("firmwareVersion in ('1.0', '1.1')");
  });

  it("leave out muted rules", () => {
    const query = group(filled, { field: "type", operator: "=", value: "~", muted: true });
    expect(String(formatExpression(query))).toBe("status = 'started'");
  });
});

describe("what the search does not have is refused with a sentence", () => {
  it.each([
    [
      "or",
      { ...group(filled, filled), combinator: "or" },
      "This search has no or: use in for several values",
    ],
    ["not", { ...group(filled), not: true }, "This search has no not."],
    ["a nested group", { combinator: "and", rules: [group(filled)] }, "This search has no groups"],
    [
      "an operator of another search",
      group({ ...filled, operator: "!=" }),
      'The operator "!=" is none of this search. Use =.',
    ],
    [
      "an operator of another field",
      group({ ...filled, operator: "like" }),
      'status cannot be compared with "like"',
    ],
  ])("%s", (_, query, sentence) => {
    expect(refusalOf(() => formatExpression(query)).summary).toContain(sentence);
  });

  it.each([
    ["field", { field: "~", operator: "=", value: "" }],
    ["operator", { field: "status", operator: "~", value: "" }],
    ["value", { field: "status", operator: "=", value: "" }],
    ["value", { field: "status", operator: "=", value: undefined }],
  ])("a rule without its %s is never an empty filter", (part, rule) => {
    expect(refusalOf(() => formatExpression(group(filled, rule))).summary).toContain(`has no ${part} yet`);
  });
});

it("the validator names each wrong rule with its sentence, and passes the right ones", () => {
  const query = group(filled, { id: "w", field: "status", operator: "=", value: "stoped" });
  expect(validator({ id: "g", ...query })).toEqual({
    g: { valid: true },
    r: { valid: true },
    w: { valid: false, reasons: [expect.stringContaining('Did you mean "stopped"?')] },
  });
});

it("offers each field with the operators and values of the table", () => {
  expect(fields.find(({ name }) => name === "status")).toEqual({
    name: "status",
    value: "status",
    label: "status",
    operators: [{ name: "=", value: "=", label: "is exactly this value" }],
    valueEditorType: "select",
    values: [
      { name: "started", value: "started", label: "started" },
      { name: "stopped", value: "stopped", label: "stopped" },
    ],
  });
  expect(fields.map(({ name }) => name)).toContain("name.zh_CN");
});

it("a query can be edited without changing the condition that it came from", () => {
  const condition = and(otaJob.firmwareVersion.in(["1.0"]), parseExpression("status = 'started'"));
  const query = toRuleGroup(condition);
  const values: unknown = query.rules[0]?.value;
  if (Array.isArray(values)) values.push("2.0");
  expect(values).toEqual(["1.0", "2.0"]);
  expect(String(condition)).toBe("firmwareVersion in ('1.0') and status = 'started'");
});

it("keeps numbers and truth values, and takes a number from the builder's text field", () => {
  const numbers = queryBuilderOf({
    ...otaJobTable,
    fields: {
      createTime: { operators: ["=", "in"], type: "number" },
      enableUpgradeRequest: { operators: ["="], type: "boolean" },
    },
  });
  expect(numbers.fields.map(({ inputType, valueEditorType }) => inputType ?? valueEditorType)).toEqual([
    "number",
    "checkbox",
  ]);
  const format = (...rules: QueryRule[]): string => String(numbers.formatExpression(group(...rules)));
  expect(format({ field: "createTime", operator: "=", value: " 5" })).toBe("createTime = 5");
  expect(format({ field: "createTime", operator: "in", value: "5, 6" })).toBe("createTime in (5, 6)");
  expect(format({ field: "enableUpgradeRequest", operator: "=", value: true })).toBe(
    "enableUpgradeRequest = true",
  );
  expect(refusalOf(() => format({ field: "createTime", operator: "=", value: "5a" })).summary).toContain(
    "createTime takes a number",
  );
});

it("is exported for the table that the spec generates", () => {
  expect(ofJobs.fields.map(({ name }) => name)).toEqual(Object.keys(generatedTable.fields));
  const query = group({ id: "r", field: "productKey", operator: "=", value: "a" });
  expect(String(ofJobs.formatExpression(query))).toBe("productKey = 'a'");
  expect(ofJobs.toRuleGroup(ofJobs.formatExpression(query)).rules).toMatchObject([{ value: "a" }]);
  expect(ofJobs.validator({ id: "g", ...query })).toEqual({ g: { valid: true }, r: { valid: true } });
});
