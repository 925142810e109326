import { OtaParseError } from "./errors.ts";

/** Reads a body as UTF-8 text, but not beyond `limit` bytes. */
export async function readText(response: Response, limit: number): Promise<string> {
  // React Native and some test doubles have no stream.
  if (!response.body) return response.text();
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return text + decoder.decode();
      size += value.byteLength;
      if (size > limit) {
        throw new OtaParseError(`The answer is larger than ${limit} bytes (option maxResponseBytes).`, {
          status: response.status,
          contentType: response.headers.get("content-type") ?? undefined,
        });
      }
      text += decoder.decode(value, { stream: true });
    }
  } finally {
    // Frees the connection where the body was not read to its end.
    if (size > limit) reader.cancel().catch(() => {});
  }
}
