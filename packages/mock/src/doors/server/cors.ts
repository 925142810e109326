import type { Answer } from "../../wire/answer.ts";
import type { WireRequest } from "../../wire/request.ts";

/** The headers that let a page read an answer: only a page on this machine, such as that of a development server. */
export function corsHeaders({ headers }: Pick<WireRequest, "headers">): Readonly<Record<string, string>> {
  const origin = headers.get("origin");
  if (!origin || !isLoopback(origin)) return {};
  return {
    "access-control-allow-origin": origin,
    "access-control-expose-headers": "date, retry-after",
    vary: "origin",
  };
}

/** The answer to a browser that asks whether a page may call the API; undefined for any other request. */
export function preflight(request: WireRequest): Answer | undefined {
  const { headers, method } = request;
  if (method !== "OPTIONS" || !headers.get("access-control-request-method")) return undefined;
  const allowed = corsHeaders(request);
  if (!allowed["access-control-allow-origin"]) return undefined;
  return {
    status: 204,
    headers: {
      ...allowed,
      "access-control-allow-methods": "POST",
      "access-control-allow-headers": headers.get("access-control-request-headers") ?? "",
      "access-control-max-age": "600",
    },
    body: undefined,
    text: "",
  };
}

function isLoopback(origin: string): boolean {
  return URL.canParse(origin) && isLoopbackName(new URL(origin).hostname);
}

/** Whether a host name always means this machine. */
export function isLoopbackName(hostname: string): boolean {
  return /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
}
