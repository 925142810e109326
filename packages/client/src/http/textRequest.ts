/**
 * A request as openapi-fetch makes it for us, with its body as text. A real `Request` turns the body into a stream,
 * which costs more than the rest of the call, and the bytes that are signed must be known anyway.
 */
export class TextRequest implements Request {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  /** The signal that it was created with, if any. */
  readonly givenSignal: AbortSignal | undefined;
  /** The body; undefined if there is none. */
  readonly bodyText: string | undefined;
  readonly cache: RequestCache = "default";
  readonly credentials: RequestCredentials = "same-origin";
  readonly destination: RequestDestination = "";
  readonly integrity: string = "";
  readonly keepalive: boolean = false;
  readonly mode: RequestMode = "cors";
  readonly redirect: RequestRedirect = "manual";
  readonly referrer: string = "about:client";
  readonly referrerPolicy: ReferrerPolicy = "";
  readonly bodyUsed: boolean = false;

  #signal: AbortSignal | undefined;

  constructor(input: RequestInfo | URL, init: RequestInit = {}) {
    const copied = isTextRequest(input) ? input : undefined;
    const body = init.body ?? copied?.bodyText;
    if (body !== undefined && typeof body !== "string") {
      throw new TypeError("The body of a request must be a text: the signature covers its exact bytes.");
    }
    this.url = copied?.url ?? String(input);
    this.method = init.method ?? copied?.method ?? "GET";
    // Those that openapi-fetch made for this request need no copy.
    this.headers =
      init.headers instanceof Headers ? init.headers : new Headers(init.headers ?? copied?.headers);
    this.givenSignal = init.signal ?? copied?.givenSignal;
    this.bodyText = body;
  }

  /** openapi-fetch asks this of what a middleware returns: a real `Request` will do, too. */
  static [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof globalThis.Request || isTextRequest(value);
  }

  /** Costs too much to be made for a request that nobody aborts. */
  get signal(): AbortSignal {
    this.#signal ??= this.givenSignal ?? new AbortController().signal;
    return this.#signal;
  }

  get body(): ReadableStream<Uint8Array<ArrayBuffer>> | null {
    return this.#asResponse().body;
  }

  async text(): Promise<string> {
    return this.bodyText ?? "";
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text());
  }

  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return new TextEncoder().encode(this.bodyText);
  }

  arrayBuffer(): Promise<ArrayBuffer> {
    return this.#asResponse().arrayBuffer();
  }

  blob(): Promise<Blob> {
    return this.#asResponse().blob();
  }

  formData(): Promise<FormData> {
    return this.#asResponse().formData();
  }

  clone(): TextRequest {
    return new TextRequest(this);
  }

  /** Called by `new Request(request)`, which would lose everything but the URL. */
  toString(): string {
    throw new TypeError(
      "This request cannot be copied by new Request(request): change its headers, or return request.clone().",
    );
  }

  #asResponse(): Response {
    return new Response(this.bodyText ?? null, { headers: this.headers });
  }
}

/** Not `instanceof`, which is true of every `Request` here. */
export function isTextRequest(value: unknown): value is TextRequest {
  return typeof value === "object" && value !== null && "bodyText" in value;
}
