import type { ReceivedRequest } from "../engine/requestLog.ts";

/** What the command prints of a request: one line, and for a bad expression the place of the mistake. */
export function requestLine(request: ReceivedRequest): string {
  const { status, code, scenario, orgId, operation } = request;
  const answered = [status, code, scenario && `(${scenario})`].filter(
    (part) => part !== undefined && part !== "",
  );
  const what =
    operation === "searchOtaJobs"
      ? `search ${orgId ?? ""}`
      : (operation ?? `${request.method} ${request.path}`);
  return [`${what}: ${detail(request)}`.replace(/: $/, ""), answered.join(" ")].join(" → ");
}

function detail({ condition, expressionError, operation, body }: ReceivedRequest): string {
  if (expressionError) return expressionError.message;
  if (operation !== "searchOtaJobs") return "";
  return `${condition ?? "(every job)"}${page(body)}`;
}

function page(body: unknown): string {
  if (typeof body !== "object" || body === null || !("pagination" in body)) return "";
  return `, page ${JSON.stringify(body.pagination)}`;
}
