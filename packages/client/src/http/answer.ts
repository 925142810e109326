import { codeFacts } from "../codeFacts.ts";
import { OtaApiError, OtaHttpError, OtaParseError } from "../errors.ts";
import { isObject } from "../isObject.ts";
import type { Redact } from "./redact.ts";
import { parseRetryAfter } from "./retry.ts";

/** An answer that reports success. */
export interface Answer {
  /** The body. */
  readonly json: Readonly<Record<string, unknown>>;
  readonly requestId: string;
  /** The answer as it came; its body has been read. */
  readonly response: Response;
  /** The body that has been read. */
  readonly text: string;
  /** Requests sent for it. */
  readonly attempts: number;
}

/** Statuses that may pass: those of design, whatever body comes with them. */
const retryableStatuses: readonly number[] = [408, 429, 500, 502, 503, 504];

/** Tells success from failure; throws the failure. `tokenCall`: `status` takes the place of `code`. */
export function classify(
  response: Response,
  text: string,
  tokenCall: boolean,
  now: number,
  redact: Redact,
): Pick<Answer, "json" | "requestId"> {
  const { status } = response;
  const body = parseObject(text);
  const contentType = response.headers.get("content-type") ?? undefined;
  const requestId = redact(String(body?.["requestId"] ?? response.headers.get("x-request-id") ?? ""));
  const retryAfterMs = parseRetryAfter(response.headers.get("retry-after"), now);
  const retryable = retryableStatuses.includes(status);
  const shared = { requestId: requestId || undefined, retryAfterMs };
  const said = redact(String(body?.["msg"] ?? body?.["message"] ?? "")).trim();

  const code = tokenCall
    ? // Some pages of the documentation print it as `stauts`. [seen in samples]
      toCode(body?.["status"] ?? body?.["stauts"])
    : toCode(body?.["code"] ?? body?.["apim_status"]);
  if (code) {
    const known = codeFacts(code);
    const hint = known?.recovery === "fixCredentials" ? " Check accessKey and secretKey." : "";
    throw new OtaApiError(
      `EnOS answered ${code}${known ? ` ${known.name}` : ""}: ${said || known?.name}.${hint}${idText(requestId)}`,
      { ...shared, code, codeName: known?.name, status, retryable: retryable || known?.retryable === true },
    );
  }
  if (!response.ok) {
    throw new OtaHttpError(
      `The gateway answered ${status}${said ? `: ${said}` : ""}.${hints[status] ?? ""}${idText(requestId)}`,
      status,
      { ...shared, retryable },
    );
  }
  if (body && code === 0) return { json: body, requestId };
  throw new OtaParseError(
    `The answer (HTTP ${status}, ${contentType ?? "no content type"}) is not what the API documents: ` +
      `${body ? "it has no code" : "it is no JSON object"}.${idText(requestId)}`,
    // The answer to a token call may hold a token.
    { ...shared, status, contentType, snippet: tokenCall ? undefined : redact(text).slice(0, 200) },
  );
}

const hints: Readonly<Record<number, string>> = {
  401: " The token or the signature was refused: check the secret key and the clock.",
  403: " Is this IP address allowed?",
};

function idText(requestId: string): string {
  return requestId && ` (request ${requestId})`;
}

function toCode(value: unknown): number | undefined {
  const code = typeof value === "string" && value.trim() ? Number(value) : value;
  return typeof code === "number" && !Number.isNaN(code) ? code : undefined;
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
