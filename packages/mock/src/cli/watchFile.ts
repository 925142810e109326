import { type StatsListener, unwatchFile, watchFile as watchStats } from "node:fs";

/** Watches a file until it is stopped. */
export interface FileWatcher {
  stop(): void;
}

/**
 * Calls back when a file has changed. The file is polled a few times a second, because notifications of the
 * operating system stop when a file or a folder on its path is replaced, as editors and orchestrators do.
 */
export function watchFile(file: string, changed: () => void): FileWatcher {
  const listener: StatsListener = (current, previous) => {
    const isSame =
      current.mtimeMs === previous.mtimeMs && current.size === previous.size && current.ino === previous.ino;
    // While it is being replaced, the file may be missing for a moment.
    if (!isSame && current.ino !== 0) changed();
  };
  watchStats(file, { interval: 100 }, listener);
  return { stop: () => unwatchFile(file, listener) };
}
