import { type Duplex, PassThrough, pipeline, type Readable, Transform } from "node:stream";
import * as zlib from "node:zlib";

/** Servers that name more codings than this mean harm; the built-in fetch refuses them too. */
const maxCodings = 5;

/**
 * Undoes the codings of an answer's body. As tolerant as the built-in `fetch`: an empty body, one without its trailer,
 * and raw deflate are read; a coding that is not known leaves the body as it is.
 */
export function decoded(body: Readable, contentEncoding: string | null): Readable {
  const codings = (contentEncoding ?? "")
    .toLowerCase()
    .split(",")
    .map((coding) => coding.trim())
    .filter((coding) => coding !== "" && coding !== "identity");
  if (codings.length === 0) return body;
  if (codings.length > maxCodings) throw new RangeError(`The body has ${codings.length} codings.`);
  // The last coding was applied last.
  const decoders = codings.reverse().map(decoderOf);
  if (!decoders.every((decoder) => decoder !== undefined)) return body;
  const last = new PassThrough();
  // Fails with what ended the body; whoever reads the last stream sees it.
  pipeline([body, ...decoders, last], () => {});
  return last;
}

function decoderOf(coding: string): Duplex | undefined {
  const { constants } = zlib;
  const tolerant = { flush: constants.Z_SYNC_FLUSH, finishFlush: constants.Z_SYNC_FLUSH };
  switch (coding) {
    case "gzip":
    case "x-gzip":
      return zlib.createGunzip(tolerant);
    case "deflate":
      return new Inflate(tolerant);
    case "br":
      return zlib.createBrotliDecompress({
        flush: constants.BROTLI_OPERATION_FLUSH,
        finishFlush: constants.BROTLI_OPERATION_FLUSH,
      });
    default:
      return undefined;
  }
}

/** Reads deflate with or without the zlib header: servers disagree about what the name means. */
class Inflate extends Transform {
  readonly #options: zlib.ZlibOptions;
  #inflate: zlib.Inflate | zlib.InflateRaw | undefined;

  constructor(options: zlib.ZlibOptions) {
    super();
    this.#options = options;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#inflate ??= this.#start(chunk);
    this.#inflate.write(chunk, done);
  }

  override _flush(done: (error?: Error | null) => void): void {
    if (this.#inflate) this.#inflate.once("end", () => done()).end();
    else done();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#inflate?.destroy();
    done(error);
  }

  #start([first = 0]: Buffer): zlib.Inflate | zlib.InflateRaw {
    // The low four bits of the zlib header name its method, which is always 8.
    const hasHeader = (first & 0x0f) === 8;
    const inflate = hasHeader ? zlib.createInflate(this.#options) : zlib.createInflateRaw(this.#options);
    inflate.on("data", (data) => this.push(data));
    inflate.on("error", (error) => this.destroy(error));
    return inflate;
  }
}
