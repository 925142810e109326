import { cp, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../../scripts/root.ts";
import { must, type Outcome, run } from "../../scripts/run.ts";

/** A clone of the repository as it stands in the working tree, with a history of its own and its packages installed. */
export class Repository {
  readonly root: string;
  readonly #env: NodeJS.ProcessEnv;

  private constructor(folder: string) {
    this.root = folder;
    const path = [join(folder, "node_modules/.bin"), process.env["PATH"]].join(":");
    // A turbo cache of the machine must not answer for the copy, nor git ask anyone who he is.
    const author = { GIT_AUTHOR_NAME: "rehearsal", GIT_AUTHOR_EMAIL: "rehearsal@example.com" };
    const committer = { GIT_COMMITTER_NAME: "rehearsal", GIT_COMMITTER_EMAIL: "rehearsal@example.com" };
    this.#env = {
      ...process.env,
      PATH: path,
      ...author,
      ...committer,
      TURBO_TELEMETRY_DISABLED: "1",
      CI: "1",
    };
  }

  static async create(npmrc: string): Promise<Repository> {
    const copy = new Repository(await realpath(await mkdtemp(join(tmpdir(), "enos-ota-rehearsal-"))));
    const list = await must(root, "git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    const files = list.split("\0").filter(Boolean);
    // A file that was deleted but not yet committed is still listed.
    await Promise.all(
      files.map((file) => cp(join(root, file), join(copy.root, file)).catch(() => undefined)),
    );
    await copy.write(".npmrc", npmrc);
    await copy.run("git", ["init", "--quiet", "--initial-branch=main"]);
    await copy.commit("Begin");
    await must(copy.root, join(root, "node_modules/.bin/pnpm"), [
      ...["install", "--frozen-lockfile", "--prefer-offline", "--filter=enos-ota", "--filter=./packages/*"],
      ...["--filter=@enos-ota/scripts", "--filter=@enos-ota/spec"],
    ]);
    return copy;
  }

  read(path: string): Promise<string> {
    return readFile(join(this.root, path), "utf8");
  }

  async write(path: string, content: string): Promise<void> {
    await writeFile(join(this.root, path), content);
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

  async commit(message: string): Promise<void> {
    await this.run("git", ["add", "--all"]);
    await this.run("git", ["commit", "--quiet", "--allow-empty", `--message=${message}`]);
  }

  /** Runs a program in it that must succeed. */
  run(command: string, args: readonly string[]): Promise<string> {
    return must(this.root, command, args, this.#env);
  }

  /** Runs one of the root's scripts, whatever its end. */
  script(name: string): Promise<Outcome> {
    return run(this.root, join(this.root, "node_modules/.bin/pnpm"), [name], this.#env);
  }

  /** What the release workflow does: versions from changesets, a commit, and publishing. */
  async release(): Promise<void> {
    for (const name of ["release:version", "release:publish"]) {
      const { status, output } = await this.script(name);
      if (status !== 0) throw new Error(`pnpm ${name} ended with ${status}:\n${output}`);
      if (name === "release:version") await this.commit("Version packages");
    }
  }

  async remove(): Promise<void> {
    await rm(this.root, { recursive: true });
  }
}
