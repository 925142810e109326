import { cp, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../../scripts/root.ts";
import { must } from "../../scripts/run.ts";

/** The paths of the packed packages, by folder name. */
export type Tarballs = Readonly<Record<string, string>>;

/** What consumers install beside our packages: the mock's peers, and what the READMEs show; the workspace's versions. */
const peers = {
  "@stoplight/prism-core": "5.16.0",
  "@stoplight/prism-http": "5.16.0",
  "@tanstack/react-query": "5.108.0",
  keyv: "5.6.0",
  msw: "3.0.5",
  "openapi-fetch": "0.17.0",
  "openapi-react-query": "0.5.4",
  react: "19.3.1",
  vitest: "5.1.1",
};

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
    const project = await Project.#create({
      dependencies: { ...files(tarballs), ...peers },
      devDependencies: { "@types/node": "24.10.1", "@types/react": "19.2.7" },
    });
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
