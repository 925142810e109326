import { watch } from "node:fs";
import { basename, dirname } from "node:path";

/**
 * Calls back when a file has changed. The folder is watched: editors replace a file instead of writing into it, and
 * a watched file that is replaced falls silent.
 */
export function watchFile(file: string, changed: () => void): { stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(dirname(file), (_event, name) => {
    if (name !== null && name !== basename(file)) return;
    // One saving makes several events; the last one has the whole file.
    clearTimeout(timer);
    timer = setTimeout(changed, 50);
  });
  return {
    stop: () => {
      clearTimeout(timer);
      watcher.close();
    },
  };
}
