import { Presets, SingleBar } from "cli-progress";
import type { Terminal } from "./terminal.ts";

/** Shows how far an export has come. */
export interface Progress {
  update(done: number, total: number | undefined): void;
  stop(): void;
}

/** A bar on standard error where that is a terminal; silent elsewhere, so that logs stay readable. */
export function createProgress(terminal: Terminal): Progress {
  if (!terminal.canRewrite) return { update: () => {}, stop: () => {} };
  const bar = new SingleBar(
    {
      format: "{bar} {value}/{total} jobs, {duration_formatted}",
      stream: process.stderr,
      barsize: 24,
      clearOnComplete: true,
      hideCursor: false,
      gracefulExit: false,
    },
    Presets.shades_classic,
  );
  let isStarted = false;
  return {
    update(done, total = done) {
      if (isStarted) bar.setTotal(Math.max(total, done));
      else bar.start(Math.max(total, done), done);
      isStarted = true;
      bar.update(done);
    },
    stop: () => bar.stop(),
  };
}
