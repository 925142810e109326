import { checkedComparison } from "./comparison.ts";
import { type Condition, conditionOf } from "./condition.ts";
import { ExpressionError } from "./expressionError.ts";
import { badValue } from "./problem.ts";
import type { Table } from "./table.ts";

/** Reads an object filter; for the public `where`, bound to a table. */
export function readFilter(table: Table, filter: object): Condition {
  return conditionOf(
    entriesOf(filter).flatMap(([field, value]) =>
      entriesOf(
        Array.isArray(value) ? { in: value } : value && typeof value === "object" ? value : { "=": value },
      ).map(([operator, one]) => checkedComparison(table, field, operator, one)),
    ),
  );
}

/** Never none: an empty object would let a condition vanish without a word. */
function entriesOf(object: object): [string, unknown][] {
  const entries = Object.entries(object);
  if (!entries[0]) throw new ExpressionError(badValue("where()", "is empty"));
  return entries;
}
