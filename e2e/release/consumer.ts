import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { must } from "../../scripts/run.ts";

const names = ["client", "query", "mock"] as const;

/** A clean project that gets our packages from the registry, as a user's would. */
export class Consumer {
  readonly #root: string;

  private constructor(folder: string) {
    this.#root = folder;
  }

  static async create(npmrc: string): Promise<Consumer> {
    const consumer = new Consumer(await mkdtemp(join(tmpdir(), "enos-ota-consumer-")));
    await writeFile(join(consumer.#root, ".npmrc"), npmrc);
    await writeFile(join(consumer.#root, "package.json"), '{ "private": true, "type": "module" }');
    await consumer.#npm("install", ...names.map((name) => `@enos-ota/${name}`));
    return consumer;
  }

  /** Takes what the ranges in its package.json accept. */
  async update(): Promise<void> {
    await this.#npm("update");
  }

  /** Takes the latest, whatever the ranges say. */
  async upgrade(): Promise<void> {
    await this.#npm("install", ...names.map((name) => `@enos-ota/${name}@latest`));
  }

  /** The installed versions, without repetition. */
  async versions(): Promise<readonly string[]> {
    const manifests = await Promise.all(names.map((name) => this.read(name, "package.json")));
    return [...new Set(manifests.map((text): string => JSON.parse(text).version))];
  }

  /** A file of an installed package. */
  read(name: (typeof names)[number], file: string): Promise<string> {
    return readFile(join(this.#root, "node_modules/@enos-ota", name, file), "utf8");
  }

  /** Runs a program in it: its output. */
  async run(program: string): Promise<string> {
    await writeFile(join(this.#root, "program.js"), program);
    return (await must(this.#root, process.execPath, ["program.js"])).trim();
  }

  async remove(): Promise<void> {
    await rm(this.#root, { recursive: true });
  }

  async #npm(...args: readonly string[]): Promise<void> {
    await must(this.#root, "npm", [
      ...args,
      "--no-audit",
      "--no-fund",
      "--ignore-scripts",
      "--prefer-online",
    ]);
  }
}
