import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { root } from "../../scripts/root.ts";
import { must } from "../../scripts/run.ts";

const folders = ["packages/query", "packages/client", "packages/mock", "scripts", "spec"];

/**
 * A copy of the repository that can be changed, generated and built. The installed dependencies are linked, not
 * copied; the workspace's own packages are those of the copy.
 */
export class WorkspaceCopy {
  readonly root: string;

  private constructor(folder: string) {
    this.root = folder;
  }

  static async create(): Promise<WorkspaceCopy> {
    // The real path: compilers resolve links, and would see two of everything.
    const copy = new WorkspaceCopy(await realpath(await mkdtemp(join(tmpdir(), "enos-ota-workspace-"))));
    for (const file of [
      "package.json",
      "pnpm-workspace.yaml",
      "tsconfig.base.json",
      "biome.json",
      ".gitignore",
    ]) {
      await cp(join(root, file), join(copy.root, file), { recursive: true, filter: isSource });
    }
    await symlink(join(root, "node_modules"), join(copy.root, "node_modules"));
    for (const folder of folders) {
      await cp(join(root, folder), join(copy.root, folder), { recursive: true, filter: isSource });
      await linkDependencies(
        join(root, folder, "node_modules"),
        join(copy.root, folder, "node_modules"),
        copy.root,
      );
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

  /** Replaces a text that must be there exactly once. */
  async replace(path: string, from: string, to: string): Promise<void> {
    const before = await this.read(path);
    if (before.split(from).length !== 2) throw new Error(`${path} does not hold exactly one: ${from}`);
    await this.write(
      path,
      before.replace(from, () => to),
    );
  }

  async delete(path: string): Promise<void> {
    await rm(this.path(path));
  }

  /** What `pnpm generate` does. */
  async generate(): Promise<void> {
    await must(this.root, "node", ["scripts/generate/main.ts"]);
  }

  /** Builds one package as its build script does. */
  async build(name: string): Promise<void> {
    await must(this.path("packages", name), this.path("packages", name, "node_modules/.bin/tsdown"), []);
  }

  async remove(): Promise<void> {
    await rm(this.root, { recursive: true });
  }
}

function isSource(path: string): boolean {
  return !/[\\/](?:node_modules|dist|\.turbo)$/.test(path);
}

/** Links what is installed for a package; a package of the workspace is taken from the copy. */
async function linkDependencies(from: string, to: string, copy: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const name of await readdir(from).catch(() => [])) {
    if (name.startsWith("@")) {
      await linkDependencies(join(from, name), join(to, name), copy);
      continue;
    }
    const target = await realpath(join(from, name));
    const own = folders.find((folder) => target === join(root, folder));
    await symlink(own === undefined ? target : join(copy, own), join(to, name));
  }
}
