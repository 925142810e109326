import { type Condition, ExpressionError, parseExpression } from "@enos-ota/query";
import { compile } from "@enos-ota/query/evaluate";
import type { OtaJob } from "./job.ts";

/** An expression that was read, or the reason why it could not be. */
export type ReadExpression =
  | { readonly condition: Condition; readonly test: (job: OtaJob) => boolean; readonly error?: never }
  | { readonly condition?: never; readonly test?: never; readonly error: ExpressionError };

/** A suite asks the same few questions over and over, page by page; each is parsed and compiled once. */
const cacheSize = 100;
const cache = new Map<string, ReadExpression>();

/** Parses and compiles an expression. Bad ones are remembered too. */
export function readExpression(text: string): ReadExpression {
  const known = cache.get(text);
  if (known) return known;
  const read = parse(text);
  if (cache.size >= cacheSize) cache.clear();
  cache.set(text, read);
  return read;
}

function parse(text: string): ReadExpression {
  try {
    const condition = parseExpression(text);
    return { condition, test: compile(condition) };
  } catch (error) {
    if (error instanceof ExpressionError) return { error };
    throw error;
  }
}
