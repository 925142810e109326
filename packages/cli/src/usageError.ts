/** The command line or the configuration is wrong. The message says what to do about it. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
