import type { Answer } from "./answer.ts";

/** Returns the response of an answer, with its body to be read again. */
export function readAgain({ received, text, json }: Answer): Response {
  return new ReadResponse(received, text, json);
}

/**
 * A response whose body has been read already. It can be read again, as often as wanted; what is rarely asked for is
 * made only then.
 */
class ReadResponse extends Response {
  readonly #url: string;
  readonly #text: string;
  readonly #json: unknown;

  /** @param json The parsed text. `json()` returns this value, not a copy. */
  constructor(response: Response, text: string, json: unknown) {
    super(null, response);
    this.#url = response.url;
    this.#text = text;
    this.#json = json;
  }

  override get url(): string {
    return this.#url;
  }

  override get body(): ReadableStream<Uint8Array<ArrayBuffer>> | null {
    return this.#again().body;
  }

  override async text(): Promise<string> {
    return this.#text;
  }

  override async json(): Promise<unknown> {
    return this.#json;
  }

  override async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return new TextEncoder().encode(this.#text);
  }

  override arrayBuffer(): Promise<ArrayBuffer> {
    return this.#again().arrayBuffer();
  }

  override blob(): Promise<Blob> {
    return this.#again().blob();
  }

  override formData(): Promise<FormData> {
    return this.#again().formData();
  }

  override clone(): Response {
    return new ReadResponse(this, this.#text, this.#json);
  }

  #again(): Response {
    return new Response(this.#text, this);
  }
}
