import { codes, errorCodes } from "../generated/errorCodes.ts";

type Codes = typeof codes;

/** What the mock assumes where nobody has written down what the API does. */
export interface Assumptions {
  /** HTTP status of an answer that carries a business code. */
  readonly businessStatus: number;
  /** How a business code names the request parameter that is wrong. */
  readonly invalidArgument: (name: string, problem: string) => string;
  /** Whether a page past the end is an empty page with the true total, or an invalid argument. */
  readonly pagePastTheEnd: "empty" | "refused";
  /** A business call without a token gets this code in its body; other faults of its headers get a 401. */
  readonly emptyTokenCode: Codes["ParameterEmpty"];
  /** A token that has expired gets this code in the body; one that was never issued gets a 401. */
  readonly expiredTokenCode: Codes["AccessTokenExpired"];
  /** A token call whose timestamp lies outside the window gets this code. */
  readonly staleTimestampCode: Codes["EncryptionInvalid" | "InvalidParameter"];
  /** Whether refreshing a token ends the old one before its time. */
  readonly refreshEndsOldToken: boolean;
  /** The largest body that the gateway takes, in bytes; that there is a limit is documented, its size is not. */
  readonly maximumBodyBytes: number;
}

/**
 * One constant for each open question, so that an answer found later is a change of one line. What is known stands
 * in the spec instead; so do the open questions that a schema can decide (a page that is too large, `sorters`).
 */
export const assumptions: Assumptions = {
  businessStatus: 200,
  // As in both samples of the documentation.
  invalidArgument: (name, problem) => `${errorCodes[codes.InvalidArgument].message} ${name}:${problem}`,
  pagePastTheEnd: "empty",
  emptyTokenCode: codes.ParameterEmpty,
  expiredTokenCode: codes.AccessTokenExpired,
  staleTimestampCode: codes.InvalidParameter,
  // Calls under way with the old token must not fail because another one has refreshed it.
  refreshEndsOldToken: false,
  maximumBodyBytes: 1_048_576,
};
