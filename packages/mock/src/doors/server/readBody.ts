import type { IncomingMessage } from "node:http";

/**
 * Reads the body of a request. Of one that is longer than `limit` bytes it keeps just enough to show that; the rest is
 * read and dropped, so that the client gets its answer instead of a broken connection.
 */
export async function readBody(message: IncomingMessage, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of message) {
    const bytes: Uint8Array = chunk;
    if (length <= limit) chunks.push(bytes.subarray(0, limit + 1 - length));
    length += bytes.length;
  }
  return Buffer.concat(chunks);
}
