// Every public name of ./validate is listed here.
import { type Checks, checkOptions, isFunction, isOneOf } from "./check.ts";
import type { components } from "./generated/openapi.ts";
import { jobInfo, searchRequest, searchSuccess, type Validator } from "./generated/validators.js";
import type { ReceivedAnswer, ResponseValidator } from "./http/validation.ts";
import type { OtaJob } from "./resources/otaJobs.ts";
import { type Mismatch, mismatchesOf } from "./validate/mismatch.ts";
import { OtaMismatchError } from "./validate/mismatchError.ts";
import { type StandardSchema, schemaOf } from "./validate/schema.ts";

export type { Mismatch, MismatchKind } from "./validate/mismatch.ts";
export {
  isOtaMismatchError,
  OtaMismatchError,
  type OtaMismatchErrorDetails,
} from "./validate/mismatchError.ts";
export type {
  StandardSchema,
  StandardSchemaIssue,
  StandardSchemaProps,
  StandardSchemaResult,
} from "./validate/schema.ts";

/** Options of {@link responseValidator}. */
export interface ResponseValidatorOptions {
  /**
   * What happens when an answer differs from the spec.
   *
   * - `"warn"`: the call goes on, and the client's logger gets one warning for the page; `console`, if the client has none.
   * - `"throw"`: the call fails with an {@link OtaMismatchError}, without a retry.
   * - a function: it gets that error, and decides: what it throws fails the call.
   *
   * @default "warn"
   */
  readonly onMismatch?: "warn" | "throw" | ((error: OtaMismatchError) => void) | undefined;
}

const checks: Checks<ResponseValidatorOptions> = {
  onMismatch: (option, value) =>
    (typeof value === "function" ? isFunction : isOneOf("warn", "throw"))(option, value),
};

/** The schema of a successful answer, by the query parameter `action`. */
const answers: Readonly<Record<string, Validator<unknown>>> = { search: searchSuccess };

/**
 * Makes a validator of the answers to searches: it compares each page with the spec, by code that was generated from it.
 * Properties that the spec does not know are no mismatch, and stay. A text that it does not list, such as a new status, is
 * a mismatch of kind `unknownValue`.
 *
 * @throws `OtaConfigError` that names an option that is wrong or unknown.
 * @example
 * const enos = createOtaClient({ validate: responseValidator({ onMismatch: "throw" }) });
 */
export function responseValidator(options: ResponseValidatorOptions = {}): ResponseValidator {
  checkOptions("responseValidator()", options, checks);
  const { onMismatch = "warn" } = options;
  return (answer) => {
    const validator = answers[new URL(answer.url).searchParams.get("action") ?? ""];
    if (!validator) return;
    const mismatches = redacted(mismatchesOf(validator, answer.json), answer);
    if (mismatches.length === 0) return;
    const { status, requestId } = answer;
    const error = new OtaMismatchError(mismatches, { status, requestId: requestId || undefined });
    if (onMismatch === "throw") throw error;
    if (onMismatch === "warn") answer.warn(error.message, { requestId, mismatches: mismatches.length });
    else onMismatch(error);
  };
}

/** Names of properties and new values are texts from elsewhere: a server may echo a secret in them. */
function redacted(mismatches: readonly Mismatch[], { redact }: ReceivedAnswer): readonly Mismatch[] {
  const known = new Map<string, string>();
  // The same few texts come in each record.
  const safe = (text: string): string => {
    const shown = known.get(text) ?? redact(text, 40);
    known.set(text, shown);
    return shown;
  };
  return mismatches.map((mismatch) => ({
    ...mismatch,
    path: mismatch.path.map((step) => (typeof step === "string" ? safe(step) : step)),
    ...(mismatch.value !== undefined && { value: safe(mismatch.value) }),
  }));
}

/** The schema of an OTA job. Unknown properties and texts that the spec does not list, such as a new status, pass. */
export const OtaJobSchema: StandardSchema<OtaJob> = schemaOf<OtaJob>(jobInfo);

/** The schema of the body of a search: `expression` and `pagination`. Unknown properties are refused. */
export const SearchRequestSchema: StandardSchema<components["schemas"]["SearchRequest"]> =
  schemaOf(searchRequest);

/** The schema of the answer to a search that succeeded: a page of jobs. */
export const SearchSuccessSchema: StandardSchema<components["schemas"]["SearchSuccess"]> =
  schemaOf(searchSuccess);
