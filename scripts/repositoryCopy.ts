import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { root } from "./root.ts";
import { must, type Outcome, run } from "./run.ts";

/** What a copy contains. */
export interface CopyOptions {
  /** Only the files below these paths, such as `spec` or `packages/query`. @default all files of the repository */
  readonly only?: readonly string[];
  /**
   * How the copy gets its dependencies: `linked` to the ones installed here (fast; the workspace's own packages
   * resolve to those of the copy), `installed` by pnpm from the lock file, or `none`.
   */
  readonly dependencies: "linked" | "installed" | "none";
  /** Patterns for pnpm's `--filter`, which limit what `installed` installs. @default all packages */
  readonly filter?: readonly string[];
  /** Content of an `.npmrc` file to add to the copy. */
  readonly npmrc?: string;
  /** The name of the copy's root folder. @default "repository" */
  readonly name?: string;
}

/**
 * A temporary copy of the repository's working tree, for tests that change files, generate, build, commit or
 * release and must not touch the original.
 */
export class RepositoryCopy {
  readonly root: string;
  readonly #parent: string;
  readonly #env: NodeJS.ProcessEnv;

  private constructor(parent: string, folder: string) {
    this.#parent = parent;
    this.root = folder;
    this.#env = {
      ...process.env,
      PATH: [join(folder, "node_modules/.bin"), process.env["PATH"]].join(delimiter),
      // Git needs an author even on a machine that has none configured.
      GIT_AUTHOR_NAME: "copy",
      GIT_AUTHOR_EMAIL: "copy@example.com",
      GIT_COMMITTER_NAME: "copy",
      GIT_COMMITTER_EMAIL: "copy@example.com",
      TURBO_TELEMETRY_DISABLED: "1",
      REDOCLY_TELEMETRY: "off",
      CI: "1",
    };
  }

  static async create({
    only,
    dependencies,
    filter = [],
    npmrc,
    name = "repository",
  }: CopyOptions): Promise<RepositoryCopy> {
    // The real path: compilers resolve symbolic links and would otherwise see every file under two paths.
    const parent = await realpath(await mkdtemp(join(tmpdir(), "enos-ota-")));
    const copy = new RepositoryCopy(parent, join(parent, name));
    for (const file of await sourceFiles(only)) {
      await mkdir(dirname(copy.path(file)), { recursive: true });
      // Git still lists a file whose deletion is not committed yet.
      await cp(join(root, file), copy.path(file)).catch(() => undefined);
    }
    if (npmrc !== undefined) await copy.write(".npmrc", npmrc);
    if (dependencies === "linked") await copy.#link();
    if (dependencies === "installed") {
      await must(copy.root, join(root, "node_modules/.bin/pnpm"), [
        ...["install", "--frozen-lockfile", "--prefer-offline"],
        ...filter.map((pattern) => `--filter=${pattern}`),
      ]);
    }
    return copy;
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

  /** Replaces a text that must occur exactly once. @throws if it does not */
  async replace(path: string, from: string, to: string): Promise<void> {
    const before = await this.read(path);
    if (before.split(from).length !== 2)
      throw new Error(`${path} must contain this text exactly once: ${from}`);
    await this.write(
      path,
      before.replace(from, () => to),
    );
  }

  async delete(path: string): Promise<void> {
    await rm(this.path(path));
  }

  /** Runs a program in the copy and returns its output. @throws if it fails */
  must(command: string, args: readonly string[], folder = "."): Promise<string> {
    return must(this.path(folder), command, args, this.#env);
  }

  /** Runs a program in the copy, even if it fails. */
  run(command: string, args: readonly string[], folder = "."): Promise<Outcome> {
    return run(this.path(folder), command, args, this.#env);
  }

  /** Runs one of the scripts of the root package.json, even if it fails. */
  script(name: string, ...args: readonly string[]): Promise<Outcome> {
    return this.run("pnpm", [name, ...args]);
  }

  /** Turns the copy into a git repository with all files in one commit on the branch main. */
  async initialize(): Promise<void> {
    await this.must("git", ["init", "--quiet", "--initial-branch=main"]);
    await this.commit("Begin");
  }

  async commit(message = "Change"): Promise<void> {
    await this.must("git", ["add", "--all"]);
    await this.must("git", ["commit", "--quiet", "--allow-empty", `--message=${message}`]);
  }

  /** Clones the copy, which must be a git repository, with options of `git clone`. */
  async clone(...options: readonly string[]): Promise<RepositoryCopy> {
    const parent = await realpath(await mkdtemp(join(tmpdir(), "enos-ota-")));
    const clone = new RepositoryCopy(parent, join(parent, "clone"));
    await this.must("git", ["clone", "--quiet", ...options, `file://${this.root}`, clone.root]);
    return clone;
  }

  /** What `pnpm generate` does. */
  async generate(): Promise<void> {
    await this.must("node", ["scripts/generate/main.ts"]);
  }

  /** Builds one package the way its build script does. */
  async build(name: string): Promise<void> {
    await this.must(this.path("packages", name, "node_modules/.bin/tsdown"), [], `packages/${name}`);
  }

  async remove(): Promise<void> {
    await rm(this.#parent, { recursive: true });
  }

  async #link(): Promise<void> {
    // Otherwise pnpm would install before each script, through the link into the original's folder.
    const workspace = "pnpm-workspace.yaml";
    const settings = await this.read(workspace).catch(() => undefined);
    if (settings !== undefined) await this.write(workspace, `verifyDepsBeforeRun: false\n${settings}`);
    await symlink(join(root, "node_modules"), this.path("node_modules"));
    const packages = await readdir(join(root, "packages"));
    const others = ["spec", "scripts", "e2e", "examples", "docs"];
    const folders = [...others, ...packages.map((name) => `packages/${name}`)];
    for (const folder of folders) await this.#linkDependencies(folder, "node_modules", folders);
  }

  /** Links the installed dependencies of a package; workspace packages are linked to the copy. */
  async #linkDependencies(folder: string, below: string, workspace: readonly string[]): Promise<void> {
    for (const name of await readdir(join(root, folder, below)).catch(() => [])) {
      const path = join(below, name);
      if (name.startsWith("@")) {
        await this.#linkDependencies(folder, path, workspace);
        continue;
      }
      const target = await realpath(join(root, folder, path));
      const own = workspace.find((other) => target === join(root, other));
      await mkdir(dirname(this.path(folder, path)), { recursive: true });
      await symlink(own === undefined ? target : this.path(own), this.path(folder, path));
    }
  }
}

/** Lists the files that git tracks or would add. */
async function sourceFiles(only: readonly string[] = []): Promise<readonly string[]> {
  const list = await must(root, "git", [
    ...["ls-files", "-z", "--cached", "--others", "--exclude-standard", "--deduplicate", "--", ...only],
  ]);
  return list.split("\0").filter((file) => file !== "");
}
