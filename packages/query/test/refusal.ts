import { ExpressionError } from "../src/index.ts";

/** The ExpressionError that a call throws. */
export function refusalOf(call: () => unknown): ExpressionError {
  try {
    call();
  } catch (error) {
    if (error instanceof ExpressionError) return error;
    throw error;
  }
  throw new Error("The call was expected to throw an ExpressionError, but it returned.");
}
