import { EventEmitter } from "node:events";
import { type Dispatcher, request } from "undici";
import type { FetchFunction, FetchInit } from "./http/fetchFunction.ts";
import { onAbort } from "./onAbort.ts";
import { decoded } from "./undici/contentEncoding.ts";
import { toWebStream } from "./undici/webStream.ts";

/** Options of {@link createUndiciFetch}. */
export interface UndiciFetchOptions {
  /**
   * What connects: an `Agent` with your own certificate authority or pool size, a `ProxyAgent`, an `EnvHttpProxyAgent`
   * (HTTP_PROXY, HTTPS_PROXY, NO_PROXY), a `MockAgent`. It must come from the same copy of undici that this package
   * finds. Closing it is up to you.
   *
   * @default the global dispatcher of undici
   */
  readonly dispatcher?: Dispatcher | undefined;
}

/** A `fetch` over `undici.request`, made by {@link createUndiciFetch}. */
export interface UndiciFetch extends FetchFunction {
  (url: string | URL, init?: Partial<FetchInit>): Promise<Response>;
}

/**
 * Makes a `fetch` over `undici.request`, for Node: with proxies, private certificate authorities and connection pools,
 * and with less work per call than the built-in `fetch`. It does what this client needs and not all that `fetch` does: it
 * sends texts and bytes, follows no redirect, and has neither cookies nor a cache.
 *
 * It fails like `fetch`: with a `TypeError` whose cause says why, or with the reason of the signal.
 *
 * @example
 * ```ts
 * import { createOtaClient } from "@enos-ota/client";
 * import { createUndiciFetch } from "@enos-ota/client/undici";
 * import { Agent } from "undici";
 *
 * const dispatcher = new Agent({ connect: { ca: await readFile("our-authority.pem") } });
 * const enos = createOtaClient({ fetch: createUndiciFetch({ dispatcher }) });
 * ```
 */
export function createUndiciFetch({ dispatcher }: UndiciFetchOptions = {}): UndiciFetch {
  return async (url, init = {}) => {
    const signal = init.signal ?? undefined;
    signal?.throwIfAborted();
    const body = checkBody(init.body);
    // Not the signal itself: undici adds a listener for each call, and Node warns above ten on one signal. It takes an
    // emitter as well, which costs less than another signal.
    const aborter = signal && new EventEmitter();
    const removeListener = signal && onAbort(signal, () => aborter?.emit("abort"));
    const fail = (cause: unknown): unknown => {
      removeListener?.();
      return signal?.aborted ? signal.reason : new TypeError("fetch failed", { cause });
    };
    try {
      const answer = await request(url, {
        method: (init.method ?? "GET") as Dispatcher.HttpMethod,
        headers: headersOf(init.headers),
        ...(body !== undefined && { body }),
        ...(dispatcher && { dispatcher }),
        ...(aborter && { signal: aborter }),
      });
      const { statusCode: status, statusText } = answer;
      const headers = toHeaders(answer.headers);
      // A Response refuses to have a body then.
      if (status === 204 || status === 205 || status === 304) {
        await answer.body.dump();
        removeListener?.();
        return new Response(null, { status, headers });
      }
      // It cannot be a Response, but its connection must be freed.
      if (status < 200 || status > 599) {
        answer.body.on("error", () => {}).destroy();
        throw new RangeError(`The server answered with the status ${status}.`);
      }
      const stream = toWebStream(decoded(answer.body, headers.get("content-encoding")), {
        source: answer.body,
        reasonOf: (cause) => (signal?.aborted ? signal.reason : new TypeError("terminated", { cause })),
        onClose: () => removeListener?.(),
      });
      return new Response(stream, { status, headers, ...(statusText && { statusText }) });
    } catch (cause) {
      throw fail(cause);
    }
  };
}

function checkBody(body: unknown): string | Uint8Array | undefined {
  if (body === undefined || body === null) return undefined;
  if (typeof body === "string" || body instanceof Uint8Array) return body;
  throw new TypeError("A fetch of createUndiciFetch() sends texts and Uint8Arrays only.");
}

function headersOf(headers: FetchInit["headers"] | undefined): Record<string, string> {
  return {
    accept: "*/*",
    "accept-encoding": "gzip, deflate, br",
    ...Object.fromEntries(new Headers(headers)),
  };
}

function toHeaders(given: Readonly<Record<string, string | string[] | undefined>>): Headers {
  const headers = new Headers();
  for (const [name, values] of Object.entries(given)) {
    for (const value of [values ?? []].flat()) headers.append(name, value);
  }
  return headers;
}
