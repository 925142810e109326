import {
  isOtaAbortError,
  isOtaApiError,
  isOtaConfigError,
  isOtaError,
  isOtaHttpError,
} from "@enos-ota/client";
import { ExpressionError } from "@enos-ota/query";
import { DeadlinePassed } from "./deadlinePassed.ts";
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

/** How an option of the client is set here. */
const settings: Readonly<Record<string, string>> = {
  baseUrl: "--base-url, ENOS_BASE_URL, or baseUrl of a context",
  orgId: "--org, ENOS_ORG_ID, or orgId of a context",
  allowInsecure: "--allow-insecure, or allowInsecure: true of a context",
  accessKey: "ENOS_ACCESS_KEY, or accessKey of a context",
  secretKey: "ENOS_SECRET_KEY, or secretKey of a context",
  "pagination.pageNo": "--page-no",
  "pagination.pageSize": "--page-size",
  concurrency: "--concurrency",
  intervalMs: "--interval",
};

/** Translates each option that a message of the client names. */
function settingHint(message: string, option: string | undefined): string | undefined {
  if (option === "expression") return "Leave the expression out to search all jobs.";
  const named = Object.entries(settings).filter(
    ([name]) => name === option || new RegExp(`\\b${name.replace(".", "\\.")}\\b`).test(message),
  );
  if (named.length === 0) return undefined;
  return named.map(([name, ways]) => `Here ${name} is set by ${ways}.`).join("\n");
}

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
    const hint = settingHint(error.message, error.option);
    return { exitCode: exitCode.usage, message: error.message, hint };
  }
  if (isUnauthorized(error)) return { exitCode: exitCode.unauthorized, ...unauthorized(error) };
  if (error instanceof DeadlinePassed) {
    const hint = "--deadline takes a longer time, such as 30m.";
    return { exitCode: exitCode.nothing, message: error.message, hint };
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
