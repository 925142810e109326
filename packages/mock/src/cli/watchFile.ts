import { stat } from "node:fs/promises";

/** Watches a file until it is stopped. */
export interface FileWatcher {
  stop(): void;
}

/** What tells one content of a file from another; what `stat()` returns fits. */
export interface FileState {
  readonly mtimeMs: number;
  readonly size: number;
  readonly ino: number;
}

const intervalMs = 100;

/**
 * Calls back whenever a file has changed. It is polled, because notifications of the operating system stop when a file or
 * a folder on its path is replaced, as editors and orchestrators do.
 *
 * @param last the state of the file before it was read. `watchFile()` of Node takes the state for the first time some while
 *   after it has returned, and misses what changes before.
 */
export function watchFile(file: string, last: FileState, changed: () => void): FileWatcher {
  let known = last;
  const timer = setInterval(async () => {
    // While it is being replaced, the file may be missing for a moment.
    const current = await stat(file).catch(() => undefined);
    if (current === undefined || isSame(current, known)) return;
    known = current;
    changed();
  }, intervalMs);
  return { stop: () => clearInterval(timer) };
}

function isSame(one: FileState, other: FileState): boolean {
  return one.mtimeMs === other.mtimeMs && one.size === other.size && one.ino === other.ino;
}
