// Checked by `pnpm typecheck`; types.test.ts has the canary that proves that errors are seen.
import { expectTypeOf } from "vitest";
import { createFields } from "../src/builder.ts";
import type { SearchableJob } from "../src/evaluate.ts";
import type { FilterValue, SupportsEq, SupportsIn, SupportsLike } from "../src/fieldTypes.ts";
import { fields } from "../src/generated/fields.ts";
import {
  and,
  type Comparison,
  type Condition,
  checkExpression,
  type ExpressionError,
  otaJob,
  parseExpression,
  where,
} from "../src/index.ts";

declare const sure: Condition;
declare const maybe: Condition | undefined;
declare const flag: boolean;
declare const list: Condition[];

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
expectTypeOf(otaJob.productKey).toExtend<SupportsEq<string> & SupportsIn<string>>();
expectTypeOf(otaJob.type).toExtend<SupportsEq<"verify" | "upgrade">>();
expectTypeOf(otaJob.name).toExtend<SupportsLike & { readonly zh_CN: SupportsLike }>();
expectTypeOf(otaJob.status.eq).parameter(0).toEqualTypeOf<"started" | "stopped">();

expectTypeOf(parseExpression("")).toEqualTypeOf<Condition>();
expectTypeOf(checkExpression("")).toEqualTypeOf<readonly ExpressionError[]>();

// `operator` tells what `value` is.
declare const comparison: Comparison;
if (comparison.operator === "in") expectTypeOf(comparison.value).toEqualTypeOf<readonly string[]>();
else expectTypeOf(comparison.value).toEqualTypeOf<string>();

// What the API answers fits the evaluator.
expectTypeOf<{
  productKey: string | null;
  status: "started" | "stopped";
  name: { defaultValue: string; i18nValue: { [locale: string]: string } };
  createTime: number;
}>().toExtend<SearchableJob>();

// A field gains `in`: the types follow the table.
const changed = { ...fields, status: { operators: ["=", "in"], values: ["started", "stopped"] } } as const;
expectTypeOf(createFields(changed).status.in)
  .parameter(0)
  .toEqualTypeOf<readonly ("started" | "stopped")[]>();
expectTypeOf<FilterValue<(typeof changed)["status"]>>().toEqualTypeOf<
  "started" | "stopped" | readonly ("started" | "stopped")[]
>();
// @ts-expect-error before the change there is none
createFields(fields).status.in(["started"]);
