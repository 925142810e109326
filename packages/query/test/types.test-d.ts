// Checked by `pnpm typecheck`; types.test.ts has the canary that proves that errors are seen.
import { expectTypeOf } from "vitest";
import type { evaluatorOf, SearchableOtaJob } from "../src/evaluate.ts";
import {
  and,
  attempt,
  type Comparison,
  type Condition,
  checkExpression,
  type ExpressionProblem,
  expressionsOf,
  type FieldsOf,
  type FilterOf,
  type OtaJobFields,
  type OtaJobFilter,
  otaJob,
  type otaJobTable,
  parseExpression,
  type SupportsEq,
  type SupportsIn,
  type SupportsLike,
  type Value,
  where,
} from "../src/index.ts";
import { otaJobTable as jobTable } from "./jobs.ts";

declare const sure: Condition;
declare const maybe: Condition | undefined;
declare const flag: boolean;
declare const list: Condition[];
const jobs = expressionsOf(jobTable);

// and() is surely a condition only when every argument surely is one.
expectTypeOf(and(sure)).toEqualTypeOf<Condition>();
expectTypeOf(and(sure, sure, where({ type: "verify" }))).toEqualTypeOf<Condition>();
expectTypeOf(and()).toEqualTypeOf<Condition | undefined>();
expectTypeOf(and(maybe)).toEqualTypeOf<Condition | undefined>();
expectTypeOf(and(sure, maybe)).toEqualTypeOf<Condition | undefined>();
expectTypeOf(and(flag && sure)).toEqualTypeOf<Condition | undefined>();
expectTypeOf(and(sure, null, false)).toEqualTypeOf<Condition | undefined>();
expectTypeOf(and(...list)).toEqualTypeOf<Condition | undefined>();
expectTypeOf(and(sure, ...list)).toEqualTypeOf<Condition>();
expectTypeOf(and(and(sure, maybe), sure)).toEqualTypeOf<Condition | undefined>();

// Fields are what they read as in the editor.
expectTypeOf(jobs.fields.productKey).toExtend<SupportsEq<string> & SupportsIn<string>>();
expectTypeOf(jobs.fields.type).toExtend<SupportsEq<"verify" | "upgrade">>();
expectTypeOf(jobs.fields.name).toExtend<SupportsLike & { readonly zh_CN: SupportsLike }>();
expectTypeOf(jobs.fields.status.eq).parameter(0).toEqualTypeOf<"started" | "stopped">();
// The generated fields are the same for the table that the spec generates.
expectTypeOf(otaJob).toEqualTypeOf<OtaJobFields>();

expectTypeOf(parseExpression("")).toEqualTypeOf<Condition>();
expectTypeOf(checkExpression("")).toEqualTypeOf<readonly ExpressionProblem[]>();

// `operator` tells what `value` is.
declare const comparison: Comparison;
if (comparison.operator === "in") expectTypeOf(comparison.value).toEqualTypeOf<readonly Value[]>();
else expectTypeOf(comparison.value).toEqualTypeOf<Value>();

// What the API returns fits the evaluator.
expectTypeOf<{
  productKey: string | null;
  status: "started" | "stopped";
  name: { defaultValue: string; i18nValue: { [locale: string]: string } };
  createTime: number;
}>().toExtend<SearchableOtaJob>();

// An attempt has a condition or an error, never both.
const attempted = attempt(() => and(sure));
if (attempted.error) expectTypeOf(attempted.condition).toEqualTypeOf<undefined>();
else expectTypeOf(attempted.condition).toEqualTypeOf<Condition>();

// The generated interfaces say what the table says.
expectTypeOf<OtaJobFields>().branded.toEqualTypeOf<FieldsOf<typeof otaJobTable>>();
expectTypeOf<OtaJobFilter>().branded.toEqualTypeOf<FilterOf<typeof otaJobTable>>();

// A field gains `in`, and there are a number and a boolean: the types follow the table.
const changed = {
  ...jobTable,
  fields: {
    ...jobTable.fields,
    status: { operators: ["=", "in"], values: ["started", "stopped"] },
    priority: { operators: ["=", "in"], type: "number" },
    enabled: { operators: ["="], type: "boolean" },
  },
} as const;
const { fields, where: whereChanged } = expressionsOf(changed);
expectTypeOf(fields.status.in).parameter(0).toEqualTypeOf<readonly ("started" | "stopped")[]>();
expectTypeOf(fields.priority.eq).parameter(0).toEqualTypeOf<number>();
expectTypeOf(fields.enabled.eq).parameter(0).toEqualTypeOf<boolean>();
expectTypeOf<Parameters<typeof whereChanged>[0]["status"]>().toEqualTypeOf<
  "started" | "stopped" | readonly ("started" | "stopped")[] | undefined
>();
expectTypeOf<
  Parameters<ReturnType<typeof evaluatorOf<typeof changed>>["matches"]>[1]["priority"]
>().toEqualTypeOf<number | null | undefined>();
// @ts-expect-error before the change there is none
expressionsOf(jobTable).fields.status.in(["started"]);
// @ts-expect-error a number is no text
fields.priority.eq("1");
