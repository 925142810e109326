import { errorCodes } from "./generated/errorCodes.ts";

/** What the spec says about an error code. */
export interface CodeFacts {
  readonly name: string;
  readonly retryable: boolean;
  /** `refreshToken`: a new token may help. `fixCredentials`: no retry can help. */
  readonly recovery?: "refreshToken" | "fixCredentials";
}

const facts: Readonly<Record<string, CodeFacts | undefined>> = errorCodes;

/** Returns what the spec says about a code, or undefined for a code that it does not list. */
export function codeFacts(code: number): CodeFacts | undefined {
  return facts[code];
}
