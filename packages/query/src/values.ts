import {
  bareValue,
  noListAt,
  openListAt,
  riskWarning,
  unclosedAt,
  valueProblemAt,
  wrongTypeAt,
} from "./diagnosis.ts";
import { quote } from "./fixes.ts";
import { emptyList } from "./messages.ts";
import { type Operator, takesList } from "./operators.ts";
import type { Reading } from "./reading.ts";
import { unexpected, unquoted } from "./syntaxMessages.ts";
import type { FieldEntry, Value } from "./table.ts";

/** What a value is compared with, and how. */
export interface LeftSide {
  readonly path: string;
  /** Absent for a field that the table does not have; any value will do then. */
  readonly entry: FieldEntry | undefined;
  readonly operator: Operator;
}

/** Reads the value or the list that the operator takes; `undefined` after a problem that gives the comparison up. */
export function readRightSide(reading: Reading, left: LeftSide): Value | readonly Value[] | undefined {
  if (takesList(left.operator)) return readList(reading, left);
  if (!reading.at.isMark("(")) return readValue(reading, left);
  // A list in the place of a value is reported, but read.
  reading.problem(unexpected(["a value in quotes"], "(", "Only in takes a list."));
  return readList(reading, left);
}

// list = "(" , value , { "," , value } , ")" ;
function readList(reading: Reading, left: LeftSide): readonly Value[] | undefined {
  const { at } = reading;
  if (!at.isMark("(")) return reading.fail(noListAt(at, left.operator));
  const values: Value[] = [];
  let readAll = true;
  do {
    at.next();
    if (at.isMark(")") && values.length === 0) {
      reading.problem(emptyList(left.path));
      break;
    }
    const value = readValue(reading, left);
    if (value === undefined) readAll = false;
    else values.push(value);
  } while (at.isMark(","));
  if (!at.isMark(")")) {
    return readAll ? reading.fail(openListAt(at, reading.isComparisonOver())) : undefined;
  }
  at.next();
  return readAll ? Object.freeze(values) : undefined;
}

// value = text in quotes | number | "true" | "false" ;
function readValue(reading: Reading, left: LeftSide): Value | undefined {
  const { at } = reading;
  const { path, entry } = left;
  if (at.kind === "unclosed") return reading.fail(unclosedAt(at));
  const { type: wanted = "string" } = entry ?? {};
  const value = at.kind === "literal" ? at.literal : bareValue(at.token);
  if (value === undefined || (entry && typeof value !== wanted)) {
    return wanted === "string" ? skipUnquoted(reading) : reading.fail(wrongTypeAt(at, path, wanted));
  }
  if (entry) checkValue(reading, left, entry, value);
  at.next();
  return value;
}

function checkValue(reading: Reading, { path, operator }: LeftSide, entry: FieldEntry, value: Value): void {
  const { at, rules, warnings } = reading;
  const problem =
    valueProblemAt(at, rules, path, entry, operator, value) ??
    (warnings ? riskWarning(path, operator, value) : undefined);
  if (problem) reading.problem(problem);
}

/** A value without quotes: everything up to what can follow a value belongs to it. */
function skipUnquoted(reading: Reading): undefined {
  const { at } = reading;
  if (at.kind !== "word" && !(at.kind === "other" && /[^ -~]|`/.test(at.token))) {
    return reading.fail(unexpected(["a value in quotes"], at.written));
  }
  const { start } = at;
  do at.next();
  while (!reading.isComparisonOver() && !at.isMark(",") && !at.isMark(")"));
  const end = at.previousEnd;
  const text = at.source.slice(start, end);
  reading.report(unquoted(text, quote(text, start, end)), start, end);
  return undefined;
}
