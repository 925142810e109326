import { OtaParseError } from "../errors.ts";

/**
 * Reads the body of a response as UTF-8 text.
 *
 * @param limit The largest body, in bytes after decompression.
 * @param signal Cancels the body, which frees the connection.
 * @throws {@link OtaParseError} when the body is larger.
 */
export async function readText(response: Response, limit: number, signal: AbortSignal): Promise<string> {
  const chunks = chunksOf(response, signal);
  // React Native and some test doubles have no stream.
  if (chunks === undefined) return checkSize(await response.text(), response, limit);
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.byteLength;
    // Leaving the loop cancels the body.
    if (size > limit) throw tooLarge(response, limit);
    parts.push(chunk);
  }
  return new TextDecoder().decode(join(parts, size));
}

function chunksOf(response: Response, signal: AbortSignal): AsyncIterable<Uint8Array> | undefined {
  const body: unknown = response.body;
  if (typeof body !== "object" || body === null) return undefined;
  if (isReadable(body)) return readAll(body.getReader(), signal);
  // The body of node-fetch and cross-fetch is a stream of Node.
  return isIterable(body) ? body : undefined;
}

async function* readAll(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  const cancel = (): void => void reader.cancel().catch(() => {});
  // The signal is the attempt's own: the listener goes with it.
  signal.addEventListener("abort", cancel);
  let complete = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      complete = done;
      if (done) return;
      yield value;
    }
  } finally {
    if (!complete) cancel();
  }
}

function isReadable(body: object): body is ReadableStream<Uint8Array> {
  return "getReader" in body && typeof body.getReader === "function";
}

function isIterable(body: object): body is AsyncIterable<Uint8Array> {
  return Symbol.asyncIterator in body;
}

/** Decoding all in one go is several times faster than chunk by chunk. */
function join(parts: readonly Uint8Array[], size: number): Uint8Array {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.byteLength;
  }
  return bytes;
}

function checkSize(text: string, response: Response, limit: number): string {
  // A text has at most as many characters as bytes; only near the limit does it matter.
  if (text.length > limit || (text.length * 3 > limit && new TextEncoder().encode(text).length > limit)) {
    throw tooLarge(response, limit);
  }
  return text;
}

function tooLarge(response: Response, limit: number): OtaParseError {
  return new OtaParseError(
    `The answer is larger than ${limit} bytes (option maxResponseBytes). Ask for smaller pages, or raise the option.`,
    { status: response.status },
  );
}
