// The only file that knows openapi-fetch. Upstream is in maintenance mode: replacing it is a change to this file.
import createClient, { type Client } from "openapi-fetch";
import type { components, paths } from "../generated/openapi.ts";
import { operations } from "../generated/operations.ts";
import type { CallOptions } from "../options.ts";
import type { Answer } from "./answer.ts";
import type { Operation } from "./operation.ts";
import { readAgain } from "./readResponse.ts";
import type { Send } from "./send.ts";
import { isTextRequest, TextRequest } from "./textRequest.ts";

/** The typed bare client. */
export type FetchClient = Client<paths>;

/** Makes the typed bare client over our own sending. */
export function createBareClient(baseUrl: string, send: Send): FetchClient {
  return createClient<paths>({
    baseUrl,
    Request: TextRequest,
    async fetch(request) {
      const { method, url } = request;
      const headers = Object.fromEntries(request.headers);
      const operation = operationOf(method, url.replace(/[?#].*$/s, ""));
      const body = await bodyOf(request);
      return readAgain(await send({ method, url, headers, body, operation }, { signal: signalOf(request) }));
    },
  });
}

/** The actions of the path that are searches. */
export type SearchAction =
  paths[typeof operations.searchOtaJobs.path]["post"]["parameters"]["query"]["action"];

/** Creates a function that sends a search. */
export function createSearch(
  baseUrl: string,
  send: Send,
  action: SearchAction,
): (orgId: string, body: components["schemas"]["SearchRequest"], call: CallOptions) => Promise<Answer> {
  const api = createClient<paths>({ baseUrl, Request: TextRequest });
  const { path } = operations.searchOtaJobs;
  const operation = operationOf("POST", path);
  return async (orgId, body, call) => {
    const sent: { answer?: Answer } = {};
    await api.POST(path, {
      params: { query: { action, orgId } },
      body,
      // The answer has been read and parsed already.
      parseAs: "stream",
      async fetch(request) {
        const { method, url } = request;
        // The only one that there is: listing all of a `Headers` takes longer than signing.
        const headers = { "content-type": request.headers.get("content-type") ?? "" };
        sent.answer = await send({ method, url, headers, body: await bodyOf(request), operation }, call);
        return sent.answer.received;
      },
    });
    if (!sent.answer) throw new Error("openapi-fetch did not call fetch");
    return sent.answer;
  };
}

const known: readonly Operation[] = Object.values(operations);

function operationOf(method: string, path: string): Operation | undefined {
  return known.find((each) => each.method === method && path.endsWith(each.path));
}

/** Serialized once, by openapi-fetch: these are the bytes that are signed and sent. */
async function bodyOf(request: Request): Promise<string | undefined> {
  return isTextRequest(request) ? request.bodyText : (await request.text()) || undefined;
}

/** The signal that the user passed, if any: asking a {@link TextRequest} for its signal would make one. */
function signalOf(request: Request): AbortSignal | undefined {
  return isTextRequest(request) ? request.givenSignal : request.signal;
}
