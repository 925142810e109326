const decoder = new TextDecoder();

type BytesResponseClass = new (bytes: Uint8Array<ArrayBuffer>, init: ResponseInit) => Response;

let known: BytesResponseClass | undefined;

/**
 * Makes a Response of bytes that it may keep. The standard one makes a stream for them at once, which takes longer
 * than all the rest of the mock; this one makes it only for those who ask for `body`, and is like it in all else.
 */
export function createBytesResponse(bytes: Uint8Array<ArrayBuffer>, init: ResponseInit): Response {
  // Node loads its fetch when `Response` is first named; only those who call the mock should wait for that.
  known ??= createClass();
  return new known(bytes, init);
}

function createClass(): BytesResponseClass {
  return class BytesResponse extends Response {
    readonly #bytes: Uint8Array<ArrayBuffer>;
    readonly #init: ResponseInit;
    #taken = false;
    /** The standard Response over the same bytes, from when somebody wanted the stream. */
    #standard: Response | undefined;

    /** The bytes must be its own: `arrayBuffer()` hands them out. */
    constructor(bytes: Uint8Array<ArrayBuffer>, init: ResponseInit) {
      super(null, init);
      this.#bytes = bytes;
      this.#init = init;
    }

    override get body(): Response["body"] {
      return this.#streaming().body;
    }

    override get bodyUsed(): boolean {
      return this.#standard?.bodyUsed ?? this.#taken;
    }

    override async text(): Promise<string> {
      return this.#standard ? this.#standard.text() : decoder.decode(this.#take());
    }

    override async json(): Promise<unknown> {
      return JSON.parse(await this.text());
    }

    override async arrayBuffer(): Promise<ArrayBuffer> {
      return this.#standard ? this.#standard.arrayBuffer() : this.#take().buffer;
    }

    override async bytes(): Promise<Uint8Array<ArrayBuffer>> {
      return new Uint8Array(await this.arrayBuffer());
    }

    override async blob(): Promise<Blob> {
      return this.#streaming().blob();
    }

    override async formData(): Promise<FormData> {
      return this.#streaming().formData();
    }

    override clone(): Response {
      if (this.#standard) return this.#standard.clone();
      if (this.#taken) throw new TypeError("Response.clone: Body has already been consumed.");
      return new BytesResponse(this.#bytes.slice(), { ...this.#init, headers: this.headers });
    }

    #streaming(): Response {
      this.#standard ??= new Response(this.#take(), { ...this.#init, headers: this.headers });
      return this.#standard;
    }

    #take(): Uint8Array<ArrayBuffer> {
      if (this.#taken) throw new TypeError("Body is unusable: Body has already been read");
      this.#taken = true;
      return this.#bytes;
    }
  };
}
