import {
  isOtaAbortError,
  isOtaApiError,
  isOtaConfigError,
  isOtaError,
  isOtaHttpError,
  isOtaTimeoutError,
} from "@enos-ota/client";
import { ExpressionError } from "@enos-ota/query";
import { type ExitCode, exitCode } from "./exitCode.ts";
import { Interrupted } from "./interrupt.ts";
import { UsageError } from "./usageError.ts";

/** How a failure ends the process. */
export interface Failure {
  readonly exitCode: ExitCode;
  /** What happened; undefined: nothing is told. */
  readonly message: string | undefined;
  /** What to do about it here, on the command line. */
  readonly hint?: string | undefined;
}

/** The options and variables by which a setting of the client is set here. */
const settings: Readonly<Record<string, string>> = {
  baseUrl: "Here it is set by --base-url, ENOS_BASE_URL, or baseUrl of a context.",
  orgId: "Here it is set by --org, ENOS_ORG_ID, or orgId of a context.",
  expression: "Leave the expression out to search all jobs.",
  allowInsecure: "Here it is set by allowInsecure: true of a context.",
  "pagination.pageSize": "Here it is set by --page-size.",
  concurrency: "Here it is set by --concurrency.",
  deadlineMs: "Here it is set by --deadline.",
  intervalMs: "Here it is set by --interval.",
};

/** Says what an error means for a user of the command line. */
export function describeFailure(error: unknown): Failure {
  if (error instanceof UsageError) return { exitCode: exitCode.usage, message: error.message };
  if (error instanceof Interrupted) return { exitCode: error.exitCode, message: undefined };
  if (error instanceof ExpressionError) {
    const hint = "Nothing was sent. --no-check sends the expression as it is.";
    return { exitCode: exitCode.usage, message: error.message, hint };
  }
  if (isOtaAbortError(error) && error.cause instanceof Interrupted) return describeFailure(error.cause);
  if (isOtaConfigError(error)) {
    const hint = error.option === undefined ? undefined : settings[error.option];
    return { exitCode: exitCode.usage, message: error.message, hint };
  }
  if (isUnauthorized(error)) return { exitCode: exitCode.unauthorized, ...unauthorized(error) };
  if (isOtaTimeoutError(error) && error.scope === "waitFor") {
    return {
      exitCode: exitCode.nothing,
      message: error.message,
      hint: "--deadline takes a longer time, such as 30m.",
    };
  }
  if (isOtaError(error)) {
    const request = error.requestId === undefined ? "" : ` (request ${error.requestId})`;
    return {
      exitCode: exitCode.failure,
      message: `${error.message}${withoutRepeat(request, error.message)}`,
    };
  }
  return { exitCode: exitCode.failure, message: error instanceof Error ? error.message : String(error) };
}

function withoutRepeat(text: string, message: string): string {
  return message.includes(text.trim()) ? "" : text;
}

/** Codes that only other keys, another token or a permission can help. */
const authorizationCodes: readonly (string | undefined)[] = [
  "AppKeyNotFound",
  "EncryptionInvalid",
  "ParameterEmpty",
  "AccessTokenExpired",
  "AccessTokenRefreshFailed",
  "ShortTokenExpired",
  "AllTokensExpired",
  "PermissionDenied",
];

function isUnauthorized(error: unknown): error is Error {
  if (isOtaHttpError(error)) return error.status === 401 || error.status === 403;
  return isOtaApiError(error) && authorizationCodes.includes(error.codeName);
}

function unauthorized(error: Error): Pick<Failure, "message" | "hint"> {
  return {
    message: error.message,
    hint: 'Check the keys and the organization: "enos-ota config" shows which are used, and where they come from.',
  };
}
