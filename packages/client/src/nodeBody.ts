import type { IncomingMessage } from "node:http";
import { pipeline, type Readable } from "node:stream";
import { createBrotliDecompress, createUnzip } from "node:zlib";

/** Bytes that are read ahead of the reader. */
const readAheadBytes = 2 ** 16;

/**
 * An answer's body, decompressed, as a `Response` wants it. Cancelling it closes the connection.
 * It fails with the signal's reason, or with a `TypeError` when the answer ends early.
 */
export function bodyStream(
  answer: IncomingMessage,
  signal: AbortSignal | undefined,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const source = decompressed(answer);
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      start(controller) {
        // A node stream closes after its end too, and then what is still queued must not be lost to an error.
        let ended = false;
        const fail = (cause?: unknown): void => {
          if (!ended)
            controller.error(signal?.aborted ? signal.reason : new TypeError("terminated", { cause }));
        };
        source.on("data", (chunk: Buffer<ArrayBuffer>) => {
          controller.enqueue(chunk);
          if ((controller.desiredSize ?? 0) <= 0) source.pause();
        });
        source.once("end", () => {
          ended = true;
          controller.close();
        });
        source.once("error", fail);
        source.once("close", fail);
      },
      pull() {
        source.resume();
      },
      cancel() {
        answer.destroy();
        source.destroy();
      },
    },
    { highWaterMark: readAheadBytes, size: (chunk) => chunk.byteLength },
  );
}

function decompressed(answer: IncomingMessage): Readable {
  const decoder = decoderOf(answer.headers["content-encoding"]?.trim().toLowerCase());
  // The decoder fails with what ended the answer, and the stream above tells it.
  return decoder ? pipeline(answer, decoder, () => {}) : answer;
}

function decoderOf(coding: string | undefined): (NodeJS.ReadWriteStream & Readable) | undefined {
  if (coding === "br") return createBrotliDecompress();
  // Tells gzip from deflate by itself.
  if (coding === "gzip" || coding === "x-gzip" || coding === "deflate") return createUnzip();
  return undefined;
}
