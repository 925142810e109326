// The only file that knows openapi-fetch. Upstream is in maintenance mode: replacing it is a change to this file.
import createClient, { type Client } from "openapi-fetch";
import type { components, paths } from "../generated/openapi.ts";
import { operations } from "../generated/operations.ts";
import type { CallOptions } from "../options.ts";
import type { Answer } from "./answer.ts";
import type { Operation } from "./operation.ts";
import type { Send } from "./send.ts";
import { isTextRequest, TextRequest } from "./textRequest.ts";

/** The typed bare client. */
export type FetchClient = Client<paths>;

/** Makes the typed bare client over our own sending. */
export function createBareClient(baseUrl: string, send: Send): FetchClient {
  return createClient<paths>({
    baseUrl,
    Request: TextRequest,
    fetch: async (request) => (await sendRequest(send, request, { signal: request.signal })).response,
  });
}

/** The actions of the path that are searches. */
export type SearchAction = paths["/connect-service/v2.1/ota-jobs"]["post"]["parameters"]["query"]["action"];

/** Creates a function that sends a search. */
export function createSearch(
  baseUrl: string,
  send: Send,
  action: SearchAction,
): (orgId: string, body: components["schemas"]["SearchRequest"], call: CallOptions) => Promise<Answer> {
  const api = createClient<paths>({ baseUrl, Request: TextRequest });
  const answers = new WeakMap<Response, Answer>();
  return async (orgId, body, call) => {
    const { response } = await api.POST(operations.searchOtaJobs.path, {
      params: { query: { action, orgId } },
      body,
      // The answer has been parsed already.
      parseAs: "text",
      fetch: async (request) => {
        const answer = await sendRequest(send, request, call);
        answers.set(answer.response, answer);
        return answer.response;
      },
    });
    const answer = answers.get(response);
    if (!answer) throw new Error("openapi-fetch did not return the response of fetch");
    return answer;
  };
}

const known: Readonly<Record<string, Operation>> = operations;

async function sendRequest(send: Send, request: Request, call: CallOptions): Promise<Answer> {
  const { method, url, headers } = request;
  const { pathname } = new URL(url);
  const operation = Object.values(known).find(
    (each) => each.method === method && pathname.endsWith(each.path),
  );
  // Serialized once, by openapi-fetch: these are the bytes that are signed and sent.
  const body = isTextRequest(request) ? request.bodyText : (await request.text()) || undefined;
  return send({ method, url, headers, body, operation }, call);
}
