import { type FileHandle, open } from "node:fs/promises";
import { reasonOf } from "../output/stream.ts";
import type { Terminal } from "../output/terminal.ts";

/** Where an export goes. */
export interface Target {
  /** Writes text, and waits until it is taken. */
  write(text: string): Promise<void>;
  /** Bytes written so far, with those of an earlier run. */
  readonly bytes: number;
  /** Waits until what was written has reached the disk. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** Standard output. */
export function outputTarget(terminal: Terminal): Target {
  return {
    write: (text) => terminal.out.write(text),
    bytes: 0,
    flush: async () => {},
    close: async () => {},
  };
}

/**
 * A file. With `keep` bytes of an earlier run it is continued behind them, else begun anew.
 *
 * @throws Error that names the file, when it cannot be opened or written
 */
export async function fileTarget(path: string, keep: number): Promise<Target> {
  const attempt = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (cause) {
      throw new Error(`${path} could not be written: ${reasonOf(cause as NodeJS.ErrnoException)}.`, {
        cause,
      });
    }
  };
  const handle: FileHandle = await attempt(() => open(path, keep === 0 ? "w" : "r+"));
  if (keep > 0) await attempt(() => handle.truncate(keep));
  let bytes = keep;
  return {
    async write(text) {
      const buffer = Buffer.from(text);
      let written = 0;
      while (written < buffer.length) {
        written += await attempt(
          async () => (await handle.write(buffer, written, null, bytes + written)).bytesWritten,
        );
      }
      bytes += buffer.length;
    },
    get bytes() {
      return bytes;
    },
    flush: () => handle.datasync().catch(() => {}),
    close: () => handle.close(),
  };
}
