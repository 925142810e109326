import { isOtaError, OtaConfigError } from "../errors.ts";
import type { Redact } from "./redact.ts";

/**
 * Checks the answer to a search that succeeded, before the call returns it; `responseValidator()` of
 * `@enos-ota/client/validate` is one. It runs for each page, within the deadline of the attempt, and not for token calls,
 * which the client checks itself. What it throws fails the call. It must not change the answer.
 */
export type ResponseValidator = (answer: ReceivedAnswer) => Promise<void> | void;

/** What a {@link ResponseValidator} is told. */
export interface ReceivedAnswer {
  /** The operation of the API by its name in the spec: `searchOtaJobs`. */
  readonly operation: string;
  /** The URL of the request, with its query. */
  readonly url: string;
  /** The HTTP status. */
  readonly status: number;
  /** The server's ID of the request; empty if it gave none. */
  readonly requestId: string;
  /** The body. */
  readonly json: Readonly<Record<string, unknown>>;
  /** Replaces keys, tokens and signatures in a text, and cuts it after `most` characters (500 by default). */
  readonly redact: (text: string, most?: number) => string;
  /** Writes a warning to the client's logger; to `console` where the client has none. */
  readonly warn: (message: string, fields: object) => void;
}

/** What an attempt knows of an answer when it is to be validated. */
export interface AttemptAnswer extends ReceivedAnswer {
  readonly redact: Redact;
}

/**
 * Runs a validator.
 *
 * @throws what it throws, if that is an error of this package; else {@link OtaConfigError} with it as the cause.
 */
export async function runValidator(validate: ResponseValidator, answer: AttemptAnswer): Promise<void> {
  try {
    await validate(answer);
  } catch (thrown) {
    if (isOtaError(thrown)) throw thrown;
    throw new OtaConfigError("The function given as validate failed.", "validate", undefined, {
      cause: thrown,
      requestId: answer.requestId || undefined,
    });
  }
}
