import { describe, expect, test } from "vitest";
import { compile, type SearchableOtaJob } from "../src/evaluate.ts";
import {
  checkExpression,
  completeExpression,
  type FieldEntry,
  otaJob,
  otaJobTable,
  parseExpression,
  where,
} from "../src/index.ts";
import { writeLiteral } from "../src/literal.ts";

// Whatever the spec says: what must hold for each field and operator of the table that it generates.
const uses = Object.entries<FieldEntry>(otaJobTable.fields).flatMap(([field, entry]) =>
  entry.operators.map((operator) => {
    const [value] =
      entry.values ?? (entry.type === "number" ? [5] : entry.type === "boolean" ? [true] : ["x"]);
    const literal = writeLiteral(value ?? "x");
    const right = operator === "in" ? `(${literal})` : literal;
    const filter = operator === "in" ? [value] : operator === "like" ? { like: value } : value;
    return { field, entry, operator, value, filter, text: `${field} ${operator} ${right}` };
  }),
);

describe("a field of the generated table", () => {
  test.each(uses)("can be written as $text", ({ field, filter, text }) => {
    expect(checkExpression(text)).toEqual([]);
    expect(String(parseExpression(text))).toBe(text);
    expect(String(where({ [field]: filter } as never))).toBe(text);
  });

  test.each(uses)("is found by $text", ({ field, entry, value, text }) => {
    const [property = ""] = field.split(".");
    const [language = ""] = entry.names ?? [];
    const found =
      language === "defaultValue" ? { defaultValue: value } : { i18nValue: { [language]: value } };
    const job = { [property]: entry.names ? found : value } as SearchableOtaJob;
    const meets = compile(parseExpression(text));
    expect([meets(job), meets({})]).toEqual([true, false]);
  });

  test.each(uses)("has a method for $text", ({ field, operator }) => {
    const method = { "=": "eq", in: "in", like: "like" }[operator];
    const found = field.split(".").reduce<unknown>((at, key) => Object(at)[key], otaJob);
    expect(Object(found)[method]).toBeTypeOf("function");
  });

  test("is suggested by its name", () => {
    const names = completeExpression("").options.map(({ label }) => label);
    expect(names).toEqual(expect.arrayContaining(Object.keys(otaJobTable.fields)));
  });
});
