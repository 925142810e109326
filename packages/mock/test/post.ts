import { pathOf } from "./facts.ts";

/** An answer with its parsed body. */
export interface Posted {
  readonly status: number;
  readonly headers: Headers;
  // The tests read answers of every kind; a wrong assumption fails the test.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly body: any;
}

export const searchPath: string = `${pathOf("searchOtaJobs")}?action=search&orgId=o1`;

/** Posts a body (text as it is, anything else as JSON) and reads the answer. */
export async function post(
  base: { readonly url: string; readonly fetch?: typeof fetch },
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Posted> {
  const response = await (base.fetch ?? fetch)(base.url + path, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}
