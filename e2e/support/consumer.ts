import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { root } from "../../scripts/root.ts";
import { must } from "../../scripts/run.ts";

/** The initial content of a consumer's project. */
export interface ConsumerOptions {
  /** Packages by name: versions, or `file:` and the path of a tarball. */
  readonly dependencies: Readonly<Record<string, string>>;
  /** Fields that override the default package.json, which is that of an ES module. */
  readonly manifest?: object;
  /** Lines for its .npmrc. */
  readonly npmrc?: string;
  /** Files and folders to copy into it, recursively. */
  readonly files?: string;
  /** With pnpm, a package can only import its declared dependencies. @default "npm" */
  readonly installer?: "npm" | "pnpm";
}

const quiet = ["--no-audit", "--no-fund", "--ignore-scripts"];

/** A throw-away project outside the repository that uses the packages as a user's project does. */
export class Consumer {
  readonly root: string;

  private constructor(folder: string) {
    this.root = folder;
  }

  static async create(options: ConsumerOptions): Promise<Consumer> {
    const { dependencies, manifest = { type: "module" }, npmrc, files, installer = "npm" } = options;
    const consumer = new Consumer(await realpath(await mkdtemp(join(tmpdir(), "enos-ota-consumer-"))));
    const common = { name: "consumer", version: "1.0.0", private: true };
    await consumer.write("package.json", JSON.stringify({ ...common, ...manifest, dependencies }));
    if (npmrc !== undefined) await consumer.write(".npmrc", npmrc);
    if (files !== undefined) await must(root, "cp", ["-r", `${files}/.`, consumer.root]);
    if (installer === "npm") await consumer.npm("install", "--prefer-offline");
    else await consumer.#pnpmInstall(dependencies);
    return consumer;
  }

  path(...parts: string[]): string {
    return join(this.root, ...parts);
  }

  read(path: string): Promise<string> {
    return readFile(this.path(path), "utf8");
  }

  async write(path: string, content: string): Promise<void> {
    await mkdir(dirname(this.path(path)), { recursive: true });
    await writeFile(this.path(path), content);
  }

  /** Runs npm in the project. */
  async npm(...args: readonly string[]): Promise<void> {
    await must(this.root, "npm", [...args, ...quiet]);
  }

  /** Runs a Node program in the project; returns its output. */
  async run(file: string, node: string = process.execPath): Promise<string> {
    return must(this.root, node, [file]);
  }

  async remove(): Promise<void> {
    await rm(this.root, { recursive: true });
  }

  async #pnpmInstall(dependencies: Readonly<Record<string, string>>): Promise<void> {
    // The packages depend on each other by version, and no registry has these versions yet.
    const overrides = Object.entries(dependencies)
      .filter(([, version]) => version.startsWith("file:"))
      .map(([name, file]) => `  "${name}": "${file}"\n`);
    await this.write("pnpm-workspace.yaml", `packages: []\noverrides:\n${overrides.join("")}`);
    await must(this.root, join(root, "node_modules/.bin/pnpm"), [
      ...["install", "--ignore-scripts", "--prefer-offline", "--no-frozen-lockfile"],
    ]);
  }
}

/** Our packages as dependencies, from their tarballs. */
export function fromTarballs(paths: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(paths).map(([name, path]) => [`@enos-ota/${name}`, `file:${path}`]),
  );
}

/** Other packages as dependencies, in the exact versions of the workspace's catalog. */
export async function fromCatalog(...names: readonly string[]): Promise<Record<string, string>> {
  const { catalog }: { catalog: Record<string, string> } = parse(
    await readFile(join(root, "pnpm-workspace.yaml"), "utf8"),
  );
  return Object.fromEntries(
    names.map((name) => {
      const version = catalog[name];
      if (version === undefined) throw new Error(`the catalog has no ${name}`);
      return [name, version];
    }),
  );
}
