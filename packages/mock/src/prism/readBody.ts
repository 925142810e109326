import type { IncomingMessage } from "node:http";

/**
 * Reads a request's body. Of one that is longer than `limit` bytes only so much is kept that the length shows it;
 * the rest is read and thrown away, so that the client gets its answer instead of a broken connection.
 */
export async function readBody(message: IncomingMessage, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of message) {
    const bytes: Uint8Array = chunk;
    if (length <= limit) chunks.push(bytes);
    length += bytes.length;
  }
  return Buffer.concat(chunks);
}
