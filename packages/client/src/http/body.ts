import { OtaParseError } from "../errors.ts";
import type { Answer } from "./answer.ts";

/** Reads a body as UTF-8 text, but not beyond `limit` bytes, and not beyond an abort. */
export async function readText(response: Response, limit: number, signal: AbortSignal): Promise<string> {
  // React Native and some test doubles have no stream.
  if (!response.body) return response.text();
  const reader = response.body.getReader();
  // Frees the connection. The signal is the attempt's own: the listener goes with it.
  const cancel = (): void => void reader.cancel().catch(() => {});
  signal.addEventListener("abort", cancel);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > limit) {
      cancel();
      throw new OtaParseError(`The answer is larger than ${limit} bytes (option maxResponseBytes).`, {
        status: response.status,
        contentType: response.headers.get("content-type") ?? undefined,
      });
    }
    chunks.push(value);
  }
  // Decoded in one go, which is several times faster than chunk by chunk.
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return new TextDecoder().decode(bytes);
}

/** The answer again, with its body unread. The text is encoded only when somebody reads it. */
export function withText({ response, text }: Pick<Answer, "response" | "text">): Response {
  const lazy =
    response.body &&
    new ReadableStream(
      {
        pull(controller) {
          controller.enqueue(new TextEncoder().encode(text));
          controller.close();
        },
      },
      { highWaterMark: 0 },
    );
  // Status and headers are taken from the answer.
  return new Response(lazy ?? text, response);
}
