import { OtaParseError } from "./errors.ts";

/** Reads a body as UTF-8 text, but not beyond `limit` bytes, and not beyond an abort. */
export async function readText(response: Response, limit: number, signal: AbortSignal): Promise<string> {
  // React Native and some test doubles have no stream.
  if (!response.body) return response.text();
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  // Frees the connection. The signal is the attempt's own: the listener goes with it.
  const cancel = (): void => void reader.cancel().catch(() => {});
  signal.addEventListener("abort", cancel);
  let text = "";
  for (let size = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.byteLength;
    if (size > limit) {
      cancel();
      throw new OtaParseError(`The answer is larger than ${limit} bytes (option maxResponseBytes).`, {
        status: response.status,
        contentType: response.headers.get("content-type") ?? undefined,
      });
    }
    text += decoder.decode(value, { stream: true });
  }
}
