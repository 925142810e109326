import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RedoclyChange, redoclyDiff } from "../../spec-diff/redocly.ts";

/**
 * Compares many pairs of documents by `redocly diff` in one process. What the table of verdicts asks would otherwise
 * start ninety of them, and starting takes most of their time.
 */
export class RedoclyHost {
  // An empty folder, so that no configuration file changes the result.
  readonly #folder = mkdtempSync(join(tmpdir(), "enos-ota-redocly-"));
  readonly #child: ChildProcess = fork(join(import.meta.dirname, "redoclyProcess.mjs"), {
    cwd: this.#folder,
    env: { ...process.env, REDOCLY_TELEMETRY: "off" },
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  #log = "";
  #last: Promise<unknown> = Promise.resolve();

  constructor() {
    this.#child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.#log += text;
    });
  }

  /** Stands in for {@link redoclyDiff}. */
  readonly diff: typeof redoclyDiff = (base, revision) => {
    // The program keeps its state in the process, so one comparison follows the other.
    const answer = this.#last.then(() => this.#ask({ base, revision }));
    this.#last = answer.catch(() => {});
    return answer;
  };

  async stop(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const ended = once(this.#child, "exit");
      this.#child.kill();
      await ended;
    }
    rmSync(this.#folder, { recursive: true });
  }

  async #ask(documents: object): Promise<readonly RedoclyChange[]> {
    const ended = new AbortController();
    try {
      const answered = once(this.#child, "message", { signal: ended.signal });
      const failed = once(this.#child, "exit", { signal: ended.signal }).then(() => {
        throw new Error(`redocly ended:\n${this.#log}`);
      });
      this.#child.send(documents);
      const [report]: { readonly changes: readonly RedoclyChange[] }[] = await Promise.race([
        answered,
        failed,
      ]);
      return report?.changes ?? [];
    } finally {
      ended.abort();
    }
  }
}
