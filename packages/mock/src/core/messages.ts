import type { ExpressionError } from "@enos-ota/query";
import { codes, errorCodes } from "../generated/errorCodes.ts";
import type { Profile } from "./profile.ts";

/** The message of a wrong parameter, in the form of both samples of the documentation. */
export function invalidArgument(name: string, problem: string): string {
  return `${errorCodes[codes.InvalidArgument].message} ${name}:${problem}`;
}

/** A code that the spec lists. */
export type KnownCode = (typeof codes)[keyof typeof codes];

/** The code of the API's answer to a wrong expression: the one that the spec names for the problem, if any. */
export function expressionCode({ apiCode }: ExpressionError): KnownCode {
  return Object.values(codes).find((code) => code === apiCode) ?? codes.InvalidArgument;
}

/** The API's own sentence for a wrong expression where it is known; else ours, without the quoted expression. */
export function expressionMessage(error: ExpressionError, profile: Profile): string {
  const [summary = error.message] = error.message.split("\n");
  if (error.apiMessage === undefined) return invalidArgument("expression", summary);
  return error.apiMessage.replace(error.expected.join(", "), () =>
    error.expected.join(profile.allowedOperatorsSeparator),
  );
}
