import { expect, test } from "vitest";
import { createFields } from "../src/builder.ts";
import { compileCondition } from "../src/evaluator.ts";
import { fieldSources, fields } from "../src/generated/fields.ts";
import { parseText } from "../src/parse.ts";
import { readFilter } from "../src/where.ts";
import { refusalOf } from "./refusal.ts";

const changed = { ...fields, status: { operators: ["=", "in"], values: fields.status.values } } as const;

test("before the change, status takes no list", () => {
  expect(refusalOf(() => parseText(fields, "status in ('started')")).reason).toBe("operator-not-allowed");
  expect(refusalOf(() => readFilter(fields, { status: ["started"] })).reason).toBe("operator-not-allowed");
});

test("when the table gains an operator, builder, filter, parser, printer and evaluator follow", () => {
  const made = createFields(changed).status.in(["started", "stopped"]);
  expect(String(made)).toBe("status in ('started', 'stopped')");
  expect(readFilter(changed, { status: ["started", "stopped"] })).toEqual(made);
  expect(parseText(changed, String(made))).toEqual(made);
  const test = compileCondition(fieldSources, made);
  expect([{ status: "stopped" }, { status: "paused" }].map(test)).toEqual([true, false]);
  expect(refusalOf(() => parseText(changed, "status in ('paused')")).expected).toEqual([
    "started",
    "stopped",
  ]);
});

test("when the table gains a field and a language, all follow", () => {
  const table = {
    ...fields,
    jobId: { operators: ["=", "in"] },
    "name.ja_JP": { operators: ["like"] },
  } as const;
  const sources = {
    ...fieldSources,
    jobId: { property: "jobId" },
    "name.ja_JP": { property: "name", names: ["ja_JP", "en_US"], match: "first" },
  } as const;
  const job = createFields(table);
  expect(String(job.jobId.eq("j"))).toBe("jobId = 'j'");
  const test = compileCondition(sources, job.name.ja_JP.like("ポンプ"));
  expect(test({ name: { i18nValue: { ja_JP: "大型ポンプ" } } })).toBe(true);
  expect(test({ name: { i18nValue: { en_US: "ポンプ" } } })).toBe(true);
  expect(test({ name: { defaultValue: "ポンプ" } })).toBe(false);
  expect(parseText(table, "jobId in ('a') and name.ja_JP like 'x'").comparisons).toHaveLength(2);
});

test("when a name gains =, the evaluator compares the same texts that it would search", () => {
  const table = { ...fields, name: { operators: ["=", "in", "like"] } } as const;
  const equals = compileCondition(fieldSources, createFields(table).name.eq("pump"));
  expect(equals({ name: { i18nValue: { en_US: "pump" } } })).toBe(true);
  expect(equals({ name: { defaultValue: "pumps" } })).toBe(false);
  const listed = compileCondition(fieldSources, createFields(table).name.in(["a", "pump"]));
  expect(listed({ name: { defaultValue: "pump" } })).toBe(true);
});
