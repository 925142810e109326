import type { Condition } from "@enos-ota/query";
// The types of `@jest/globals` come from here.
import type {} from "expect";

export { toHaveSearchedFor } from "./matchers/toHaveSearchedFor.ts";

/** The matchers of this package. */
export interface OtaMatchers<R> {
  /**
   * Passes if the mock has received a search with this expression, whatever its white space, its quotes and the order
   * of what `and` joins; without an expression, if it has received any search. Await it for a server in another
   * process (`connectMockServer`).
   */
  toHaveSearchedFor(expression?: string | Condition): R;
}

declare module "expect" {
  interface Matchers<R extends void | Promise<void>, T = unknown> extends OtaMatchers<R> {}
}
