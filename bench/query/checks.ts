import { deepStrictEqual } from "node:assert";
import { checkExpression, ExpressionError, parseExpression } from "@enos-ota/query";
import { packageVersion } from "../process.ts";
import { raceCalls } from "../race.ts";
import type { Effort, Table } from "../section.ts";
import { checkWithChevrotain } from "./chevrotainParser.ts";
import { checkWithPeggy } from "./peggyParser.ts";

/** A way to find the problems of an expression; returns the start offset of each. */
interface Check {
  readonly name: string;
  readonly note?: string;
  readonly check: (text: string) => readonly number[];
  /** What it finds in `wrong`. */
  readonly finds: readonly number[];
}

const right =
  "productKey = 'pk1' and name.zh_CN like '泵' and type = 'upgrade' and firmwareVersion in ('1.0', '1.1')";
/** A field that there is not, a value without quotes, an operator that the field has not, and an `or`. */
const wrong =
  "productKey = 'pk1' and name.default like 'pump' and type = upgrade and status in ('started') or type = 'verify'";

const checks: readonly Check[] = [
  {
    name: "checkExpression",
    note: "all problems, explained",
    check: (text) => checkExpression(text).map(({ offset = 0 }) => offset),
    finds: [23, 59, 78, 93],
  },
  {
    name: "parseExpression in try/catch",
    note: "the first problem, explained",
    check: (text) => {
      try {
        parseExpression(text);
        return [];
      } catch (error) {
        if (error instanceof ExpressionError) return [error.offset ?? 0];
        throw error;
      }
    },
    finds: [23],
  },
  {
    name: `peggy ${packageVersion("peggy")}`,
    note: "syntax alone, the first problem",
    check: checkWithPeggy,
    finds: [59],
  },
  {
    name: `chevrotain ${packageVersion("chevrotain")}`,
    note: "syntax alone, all problems",
    check: checkWithChevrotain,
    finds: [59, 93],
  },
];

/** Looking for what is wrong with an expression, as an editor does at each key. */
export async function checking(effort: Effort): Promise<readonly Table[]> {
  for (const { check, finds } of checks) {
    deepStrictEqual(check(right), []);
    deepStrictEqual(check(wrong), finds);
  }
  const tables: Table[] = [];
  for (const [title, text] of [
    ["Checking a right expression", right],
    ["Checking an expression with four problems", wrong],
  ] as const) {
    const subjects = checks.map(({ name, note = "", check }) => ({ name, note, run: () => check(text) }));
    tables.push(await raceCalls(subjects, effort, { title }));
  }
  return tables;
}
