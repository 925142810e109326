import { UsageError } from "../usageError.ts";

/** The reader of a pipe has gone, as `head` does when it has seen enough. Not a failure. */
export class ReaderGone extends Error {
  override readonly name = "ReaderGone";
}

/** Writes text to a stream and waits until it is taken, so that memory stays flat whatever the reader's pace. */
export class TextStream {
  readonly #stream: NodeJS.WritableStream;

  constructor(stream: NodeJS.WritableStream) {
    this.#stream = stream;
    // Failures are reported by the callback of each write; without a listener they would also end the process.
    stream.on("error", () => {});
  }

  /**
   * @throws ReaderGone when the other end of the pipe is closed
   * @throws Error that says why the text could not be written, such as a full disk
   */
  async write(text: string): Promise<void> {
    if (text === "") return;
    await new Promise<void>((resolve, reject) => {
      this.#stream.write(text, (error?: NodeJS.ErrnoException | null) => {
        if (!error) resolve();
        else if (error.code === "EPIPE" || error.code === "ERR_STREAM_DESTROYED") reject(new ReaderGone());
        else reject(new Error(`The output could not be written: ${reasonOf(error)}.`, { cause: error }));
      });
    });
  }
}

/** Says in words why a file or stream cannot be used. */
export function reasonOf(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case "ENOSPC":
      return "no space is left on the device";
    case "EACCES":
    case "EPERM":
      return "permission denied";
    case "ENOENT":
      return "the file or folder does not exist";
    case "EISDIR":
      return "it is a folder";
    default:
      return error.message;
  }
}

/** Reads the whole standard input. */
export async function readInput(): Promise<string> {
  if (process.stdin.isTTY) throw new UsageError('"-" reads the expression from a pipe, but there is none.');
  let text = "";
  for await (const chunk of process.stdin.setEncoding("utf8")) text += chunk;
  return text.trim();
}
