import { OtaParseError } from "../errors.ts";
import { isObject } from "../isObject.ts";

/**
 * Reads the body of a response as UTF-8 text.
 *
 * @param limit The largest body, in bytes after decompression.
 * @param signal Cancels the body, which frees the connection.
 * @throws {@link OtaParseError} when the body is larger.
 */
export async function readText(response: Response, limit: number, signal: AbortSignal): Promise<string> {
  const body: unknown = response.body;
  const parts: Uint8Array[] = [];
  let size = 0;
  const add = (part: Uint8Array): void => {
    size += part.byteLength;
    if (size > limit) throw tooLarge(response, limit);
    parts.push(part);
  };
  if (isReadable(body)) await readAll(body.getReader(), signal, add);
  // The body of node-fetch and cross-fetch is a stream of Node. Leaving the loop ends it.
  else if (isIterable(body)) for await (const part of body) add(part);
  // React Native and some test doubles have no stream.
  else return checkSize(await response.text(), response, limit);
  return utf8.decode(join(parts, size));
}

async function readAll(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  signal: AbortSignal,
  add: (part: Uint8Array) => void,
): Promise<void> {
  const cancel = (): void => void reader.cancel().catch(() => {});
  // The signal is the attempt's own: the listener goes with it.
  signal.addEventListener("abort", cancel);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      add(value);
    }
  } catch (error) {
    cancel();
    throw error;
  }
}

function isReadable(body: unknown): body is ReadableStream<Uint8Array> {
  return isObject(body) && typeof body["getReader"] === "function";
}

function isIterable(body: unknown): body is AsyncIterable<Uint8Array> {
  return isObject(body) && Symbol.asyncIterator in body;
}

// It keeps nothing between two texts.
const utf8 = new TextDecoder();

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
