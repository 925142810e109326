import { cp, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { root } from "../../scripts/root.ts";
import { must } from "../../scripts/run.ts";

/** The paths of the packed packages, by folder name. */
export type Tarballs = Readonly<Record<string, string>>;

/** What the mock's doors need besides the packages, in the versions of this workspace. */
const peers = ["@stoplight/prism-core", "@stoplight/prism-http", "@types/node", "msw", "vitest"];

/** A throw-away project outside the repository, with the packed packages installed. */
export class Project {
  readonly root: string;

  private constructor(folder: string) {
    this.root = folder;
  }

  /** Installed by npm: only the packages and what they need themselves. */
  static async withNpm(tarballs: Tarballs): Promise<Project> {
    const project = await Project.#create({ dependencies: files(tarballs) });
    await must(project.root, "npm", [
      "install",
      "--no-audit",
      "--no-fund",
      "--prefer-offline",
      "--ignore-scripts",
    ]);
    return project;
  }

  /** Installed by pnpm, which lets no package see what it does not name; with the peers. */
  static async withPnpm(tarballs: Tarballs): Promise<Project> {
    const dependencies = { ...files(tarballs), ...(await catalogVersions(peers)) };
    const project = await Project.#create({ dependencies });
    // The packages name each other by version, which no registry has yet.
    const overrides = Object.entries(files(tarballs)).map(([name, file]) => `  "${name}": "${file}"\n`);
    await project.write("pnpm-workspace.yaml", `packages: []\noverrides:\n${overrides.join("")}`);
    await must(project.root, join(root, "node_modules/.bin/pnpm"), [
      ...["install", "--ignore-scripts", "--prefer-offline", "--no-frozen-lockfile"],
    ]);
    return project;
  }

  static async #create(manifest: object): Promise<Project> {
    const project = new Project(await realpath(await mkdtemp(join(tmpdir(), "enos-ota-consumer-"))));
    const common = { name: "consumer", version: "1.0.0", private: true, type: "module" };
    await project.write("package.json", JSON.stringify({ ...common, ...manifest }));
    await cp(join(root, "e2e/consumers/fixtures"), project.root, { recursive: true });
    return project;
  }

  path(...parts: string[]): string {
    return join(this.root, ...parts);
  }

  async write(path: string, content: string): Promise<void> {
    await writeFile(this.path(path), content);
  }

  async remove(): Promise<void> {
    await rm(this.root, { recursive: true });
  }
}

function files(tarballs: Tarballs): Record<string, string> {
  return Object.fromEntries(
    Object.entries(tarballs).map(([name, path]) => [`@enos-ota/${name}`, `file:${path}`]),
  );
}

/** The exact versions that the workspace's catalog names. */
async function catalogVersions(names: readonly string[]): Promise<Record<string, string>> {
  const { catalog }: { catalog: Record<string, string> } = parse(
    await readFile(join(root, "pnpm-workspace.yaml"), "utf8"),
  );
  return Object.fromEntries(names.map((name) => [name, catalog[name] ?? ""]));
}
