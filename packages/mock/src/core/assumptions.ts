/**
 * What nobody has written down about the API. One constant per open question, so that an answer found later
 * is a change of one line; what is known stands in the spec instead.
 */
export const assumptions = {
  /** HTTP status of an answer that carries a business code. */
  businessStatus: 200,
  /** How a business code's request parameter is introduced, after the two samples of the documentation. */
  invalidArgument: (name: string, problem: string): string => `Invalid Argument ${name}:${problem}`,
  /** A page past the end is empty, with the true total; it is not an error. */
  pagePastTheEnd: "empty",
  /** Jobs created in the same millisecond keep the order in which they were added. */
  equalCreateTime: "asAdded",
  /** A business call without a token header gets this code in its body; every other fault of its headers a 401. */
  emptyTokenCode: 1202,
  /** A token that was valid once gets this code in its body; one that never was gets a 401. */
  expiredTokenCode: 1203,
  /** A token call whose timestamp lies outside the window gets this code. */
  staleTimestampCode: 1004,
  /** Whether a repeated signature of a business call is refused; only repeated `encryption` is documented. */
  refusesRepeatedSignature: false,
  /** Whether refreshing a token ends the old one before its time. */
  refreshEndsOldToken: false,
  /** The largest body that the gateway takes, in bytes; that there is a limit is documented, its size is not. */
  maximumBodyBytes: 1_048_576,
} as const;
