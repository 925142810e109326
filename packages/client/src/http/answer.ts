import { codeFacts } from "../codeFacts.ts";
import { OtaApiError, OtaHttpError, OtaParseError } from "../errors.ts";
import { isObject } from "../isObject.ts";
import type { Operation } from "./operation.ts";
import type { Redact } from "./redact.ts";
import { parseRetryAfter } from "./retryAfter.ts";

/** The answer to a call that succeeded. */
export interface Answer {
  /** The body. */
  readonly json: Readonly<Record<string, unknown>>;
  /** The server's ID of the request; empty if it gave none. */
  readonly requestId: string;
  /** Status and headers. Its body has been read. */
  readonly received: Response;
  /** The text of the body. */
  readonly text: string;
  /** Requests sent for it, retries included. */
  readonly attempts: number;
}

/** What is needed besides the answer to tell what it means. */
export interface AnswerContext {
  readonly operation: Operation | undefined;
  /** The time by the server's clock, in epoch ms. */
  readonly now: number;
  readonly redact: Redact;
}

/** Statuses that may be different next time, whatever body comes with them. */
const retryableStatuses: readonly number[] = [408, 429, 500, 502, 503, 504];

/**
 * Tells success from failure. Success is a 2xx status and the code 0; nothing else is. Which status comes with another
 * code makes no difference: profile entry `businessErrorStatus`.
 *
 * @throws {@link OtaApiError}, {@link OtaHttpError} or {@link OtaParseError}
 */
export function readAnswer(
  response: Response,
  text: string,
  { operation, now, redact }: AnswerContext,
): Pick<Answer, "json" | "requestId"> {
  const { status } = response;
  // The token service has `status` in place of `code`.
  const tokenCall = operation?.signed === false;
  const body = parseObject(text);
  const requestId = redact(requestIdOf(body, response.headers), 200);
  const code = codeOf(body, tokenCall);
  if (response.ok && body && code === 0) return { json: body, requestId };

  const retryAfterMs = parseRetryAfter(response.headers, now);
  const shared = { status, requestId: requestId || undefined };
  const apiMessage = redact(messageOf(body) ?? "").trim();
  const isRetryable = retryableStatuses.includes(status);
  const idText = requestId && ` (request ${requestId})`;
  if (code) {
    const known = codeFacts(code);
    const name = known ? ` ${known.name}` : "";
    const hint = codeHint(code, known?.recovery, operation?.permission);
    throw new OtaApiError(`EnOS answered ${code}${name}${sentence(apiMessage)}${hint}${idText}`, {
      ...shared,
      code,
      codeName: known?.name,
      apiMessage: apiMessage || undefined,
      retryAfterMs,
      retryable: isRetryable || known?.retryable === true,
    });
  }
  if (!response.ok) {
    const hint = statusHint(status, apiMessage);
    throw new OtaHttpError(`The gateway answered ${status}${sentence(apiMessage)}${hint}${idText}`, {
      ...shared,
      retryAfterMs,
      retryable: isRetryable,
    });
  }
  const contentType = response.headers.get("content-type");
  const shownType = contentType === null ? undefined : redact(contentType, 100);
  throw new OtaParseError(
    `The answer (HTTP ${status}, ${shownType ?? "no content type"}) is not what the API documents: ` +
      `${body ? "it has no code" : "it is not a JSON object"}.${idText}`,
    {
      ...shared,
      contentType: shownType,
      // The answer to a token call may contain a token.
      snippet: tokenCall ? undefined : redact(text, 200),
    },
  );
}

/** Completes a sentence with what the server said, if anything, and ends it with exactly one punctuation mark. */
function sentence(said: string): string {
  if (said === "") return ".";
  return /[?!。？！]$/.test(said) ? `: ${said}` : `: ${said.replace(/[.\s]+$/, "")}.`;
}

function codeHint(code: number, recovery: string | undefined, permission: string | undefined): string {
  if (recovery === "fixCredentials") return " Check accessKey and secretKey.";
  if (codeFacts(code)?.name !== "PermissionDenied" || permission === undefined) return "";
  return ` The service account needs the permission: ${permission}.`;
}

function statusHint(status: number, said: string): string {
  if (status === 401) return " The token or the signature was refused: check the secret key and the clock.";
  return status === 403 && !/\bIP\b/i.test(said) ? " Is this machine's IP address allowed?" : "";
}

function codeOf(body: Record<string, unknown> | undefined, tokenCall: boolean): number | undefined {
  // Some pages of the documentation print the token service's `status` as `stauts`. [seen in samples]
  const value = tokenCall
    ? (body?.["status"] ?? body?.["stauts"])
    : (body?.["code"] ?? body?.["apim_status"]);
  const code = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof code === "number" && !Number.isNaN(code) ? code : undefined;
}

/** Where gateways put the ID of a request, besides EnOS itself: Kong uses the last two. */
const requestIdHeaders = ["x-request-id", "request-id", "x-kong-request-id", "request_id"] as const;

function requestIdOf(body: Record<string, unknown> | undefined, headers: Headers): string {
  const inBody = [body?.["requestId"], body?.["request_id"]].find(isId);
  const found = inBody ?? requestIdHeaders.map((name) => headers.get(name)).find(isId);
  return found === undefined ? "" : String(found);
}

/** Not an object: it would print itself, and may throw at that. */
function isId(value: unknown): boolean {
  return (typeof value === "string" && value !== "") || typeof value === "number";
}

/** Where services put their message. */
const messageFields = ["msg", "message", "error_description", "error", "detail", "title"] as const;

function messageOf(value: unknown, depth = 0): string | undefined {
  if (typeof value === "string") return value === "" ? undefined : value;
  if (!isObject(value) || depth > 3) return undefined;
  for (const field of messageFields) {
    const text = messageOf(value[field], depth + 1);
    if (text !== undefined) return text;
  }
  return undefined;
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    // Not kept as a cause: its message quotes the text, secrets included.
    return undefined;
  }
}
