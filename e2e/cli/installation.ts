import { spawnGroup } from "../../scripts/processGroup.ts";
import { Consumer, fromTarballs } from "../support/consumer.ts";
import { type Tarballs, tarballsToTest } from "../support/tarballs.ts";
import { environment } from "./server.ts";

/** How the command ended, and what it wrote. */
export interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The command as a user has it: packed, and installed by npm in a project of its own. */
export class Installation {
  readonly consumer: Consumer;
  readonly #tarballs: Tarballs;
  readonly #env: NodeJS.ProcessEnv;

  private constructor(consumer: Consumer, tarballs: Tarballs, env: NodeJS.ProcessEnv) {
    this.consumer = consumer;
    this.#tarballs = tarballs;
    this.#env = env;
  }

  static async create(settings: Readonly<Record<string, string>>): Promise<Installation> {
    const tarballs = await tarballsToTest();
    const consumer = await Consumer.create({ dependencies: fromTarballs(tarballs.paths) });
    const env = environment(consumer.root, consumer.path("node_modules/.bin"), settings);
    return new Installation(consumer, tarballs, env);
  }

  env(changes: NodeJS.ProcessEnv = {}): Record<string, string> {
    const all = Object.entries({ ...this.#env, ...changes });
    return Object.fromEntries(all.filter((entry): entry is [string, string] => entry[1] !== undefined));
  }

  /** Runs a command line in bash, as a user types it. */
  run(line: string, env: NodeJS.ProcessEnv = {}, input = ""): Promise<Outcome> {
    const child = spawnGroup("bash", ["-c", line], { cwd: this.consumer.root, env: this.env(env) });
    // A program may end before it has read its input.
    child.stdin.on("error", () => undefined).end(input);
    const text = { out: "", err: "" };
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => (text.out += chunk));
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => (text.err += chunk));
    return new Promise((resolve, reject) => {
      child.once("error", reject).once("close", (code) => resolve({ code, ...text }));
    });
  }

  async remove(): Promise<void> {
    await this.consumer.remove();
    await this.#tarballs.remove();
  }
}
