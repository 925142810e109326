// The only file that knows openapi-fetch. Upstream is in maintenance mode: replacing it is a change to this file.
import createClient, { type Client } from "openapi-fetch";
import type { components, paths } from "../generated/openapi.ts";
import type { CallOptions } from "../options.ts";
import type { Answer } from "./answer.ts";
import { withText } from "./body.ts";
import type { Send } from "./send.ts";

/** The typed bare client. */
export type FetchClient = Client<paths>;

/** Makes the typed bare client over our own sending. */
export function createBareClient(baseUrl: string, send: Send): FetchClient {
  return createClient<paths>({
    baseUrl,
    fetch: async (request) => withText(await sendRequest(send, request, { signal: request.signal })),
  });
}

/** Makes what calls `searchOtaJobs`. */
export function createSearch(
  baseUrl: string,
  send: Send,
): (orgId: string, body: components["schemas"]["SearchRequest"], call: CallOptions) => Promise<Answer> {
  const api = createClient<paths>({ baseUrl });
  return async (orgId, body, call) => {
    const got: { answer?: Answer } = {};
    let text: string | undefined;
    await api.POST("/connect-service/v2.1/ota-jobs", {
      params: { query: { action: "search", orgId } },
      body,
      // The text goes past the request: there it would become a stream, and cost more than all else.
      bodySerializer: (value) => {
        text = JSON.stringify(value);
      },
      headers: { "content-type": "application/json" },
      // Not read here: what we send through has read and parsed it already.
      parseAs: "stream",
      fetch: async ({ method, url, headers }) => {
        got.answer = await send({ method, url, headers, body: () => text }, call);
        return got.answer.response;
      },
    });
    if (!got.answer) throw new Error("openapi-fetch did not call fetch");
    return got.answer;
  };
}

async function sendRequest(send: Send, request: Request, call: CallOptions): Promise<Answer> {
  // Serialized once, by openapi-fetch: these are the bytes that are signed and sent.
  const text = await request.text();
  const { method, url, headers } = request;
  return send(
    {
      method,
      url,
      headers,
      body: () => text || undefined,
      tokenCall: url.includes("/apim-token-service/"),
    },
    call,
  );
}
