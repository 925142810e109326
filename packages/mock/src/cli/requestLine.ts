import type { ReceivedRequest } from "../wire/receivedRequest.ts";

/** What the command prints of a request: one line, and for a wrong expression the place of the mistake. */
export function requestLine(request: ReceivedRequest): string {
  const { status, code, scenario, orgId, operation, method, path, refusal } = request;
  const what =
    operation === "searchOtaJobs"
      ? `search ${clean(orgId ?? "")}`
      : (operation ?? `${method} ${clean(path)}`);
  const answered = [status, code, scenario && `(${scenario})`].filter((part) => part !== undefined);
  const detail = detailOf(request);
  const reason = refusal === undefined || request.expressionError ? "" : `: ${clean(refusal)}`;
  return `${what}${detail === "" ? "" : `: ${detail}`} → ${answered.join(" ")}${reason}`;
}

function detailOf({
  condition,
  expression,
  expressionError,
  operation,
  body,
  code,
}: ReceivedRequest): string {
  if (operation !== "searchOtaJobs") return "";
  if (expressionError) return expressionError.message.split("\n").map(clean).join("\n");
  const isSearch = code === 0 || condition !== undefined;
  return `${clean(String(condition ?? expression ?? (isSearch ? "(every job)" : "")))}${page(body)}`;
}

function page(body: unknown): string {
  if (typeof body !== "object" || body === null || !("pagination" in body)) return "";
  return `, page ${clean(JSON.stringify(body.pagination))}`;
}

/** A text of the request that is safe to print in a terminal: no control characters, no bidirectional marks, shortened. */
function clean(text: string): string {
  const shown = text.length > 500 ? `${text.slice(0, 500)}…` : text;
  return shown.replace(
    /[\p{Cc}\p{Cf}\u2028\u2029]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
}
