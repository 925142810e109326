// What packages/client/src/http/openapiFetch.ts becomes if openapi-fetch has to go: the same exports, over nothing.
import type { components, paths } from "../generated/openapi.ts";
import { operations } from "../generated/operations.ts";
import type { CallOptions } from "../options.ts";
import type { Answer } from "./answer.ts";
import { readAgain } from "./readResponse.ts";
import type { Send } from "./send.ts";

type Post<Path extends keyof paths> = paths[Path]["post"];
type Json<Content> = Content extends { content: { "application/json": infer Body } } ? Body : never;
type Success<Responses> = Responses extends { 200: infer Answered } ? Json<Answered> : never;

/** What a call takes: the parameters and the body that the spec names. */
export type CallInit<Path extends keyof paths> = (Post<Path>["parameters"] extends { query: infer Query }
  ? { readonly params: { readonly query: Query } }
  : { readonly params?: undefined }) & {
  readonly body?: Json<NonNullable<Post<Path>["requestBody"]>>;
  readonly signal?: AbortSignal;
};

/** The typed bare client. */
export interface FetchClient {
  /** Posts to a path of the spec. Failures throw errors of this package. */
  POST<Path extends keyof paths>(
    path: Path,
    init: CallInit<Path>,
  ): Promise<{ readonly data: Success<Post<Path>["responses"]>; readonly response: Response }>;
}

/** Makes the typed bare client over our own sending. */
export function createBareClient(baseUrl: string, send: Send): FetchClient {
  return {
    async POST(path, init) {
      const call = init.signal ? { signal: init.signal } : {};
      const response = readAgain(await post(baseUrl, send, path, init.params?.query ?? {}, init.body, call));
      return { data: await response.json(), response };
    },
  };
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
  return (orgId, body, call) =>
    post(baseUrl, send, operations.searchOtaJobs.path, { action, orgId }, body, call);
}

function post(
  baseUrl: string,
  send: Send,
  path: string,
  query: object,
  body: unknown,
  call: CallOptions,
): Promise<Answer> {
  const parameters = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
  const request = {
    method: "POST",
    url: [
      `${baseUrl.replace(/\/$/, "")}${path}`,
      ...(parameters.length > 0 ? [parameters.join("&")] : []),
    ].join("?"),
    headers: { "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
    operation: Object.values(operations).find((each) => each.path === path),
  };
  return send(request, call);
}
