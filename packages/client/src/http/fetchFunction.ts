/** What the client passes to a `fetch`. */
export interface FetchInit {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
  readonly signal: AbortSignal;
  /** A redirect would carry the token to another host, so none is followed. */
  readonly redirect: "manual";
}

/** What the client needs of the answer of a `fetch`. */
export interface FetchedResponse {
  readonly status: number;
  readonly statusText: string;
  readonly headers: { forEach(callback: (value: string, name: string) => void): void };
  /** A web stream, or whatever the `fetch` has in its place; then the body is read with `text()`. */
  readonly body?: unknown;
  text(): Promise<string>;
}

/**
 * A `fetch`: the built-in one, or that of undici, node-fetch or cross-fetch, which have types of their own. It is called
 * with a URL and an object of plain values.
 */
export type FetchFunction = (url: string, init: FetchInit) => Promise<FetchedResponse>;

/** Calls any `fetch`, and returns its answer as a `Response` of the runtime. */
export async function callFetch(fetch: FetchFunction, url: string, init: FetchInit): Promise<Response> {
  // Not as a method: the built-in ones of browsers and workers refuse that.
  const fetched = await fetch(url, init);
  if (fetched instanceof Response) return fetched;
  const headers = new Headers();
  fetched.headers.forEach((value, name) => {
    headers.append(name, value);
  });
  const { status, statusText } = fetched;
  // Bodies of node-fetch and cross-fetch are streams of Node.
  const body = isWebStream(fetched.body) ? fetched.body : await fetched.text();
  const isBodiless = status === 204 || status === 205 || status === 304;
  return new Response(isBodiless ? null : body, { status, statusText, headers });
}

function isWebStream(body: unknown): body is ReadableStream<Uint8Array<ArrayBuffer>> {
  return body instanceof ReadableStream;
}
