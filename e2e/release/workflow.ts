import { createHash } from "node:crypto";
import { appendFile, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Release, releaseFile } from "../../scripts/release/release.ts";
import { RepositoryCopy } from "../../scripts/repositoryCopy.ts";
import { root } from "../../scripts/root.ts";
import { must } from "../../scripts/run.ts";
import { statusPlaces, useKnown } from "../support/knownSpec.ts";
import { type GitHubServer, startGitHub } from "./gitHub.ts";
import { type Registry, startRegistry } from "./registry.ts";

/**
 * The release workflow on this machine: the scripts of its jobs, in their order, with a registry and a remote of their
 * own. `checkout` stands for the jobs with rights: it is a plain clone, in which nothing is installed.
 */
export class ReleaseWorkflow {
  readonly repository: RepositoryCopy;
  readonly registry: Registry;
  readonly gitHub: GitHubServer;
  readonly #folder: string;

  private constructor(repository: RepositoryCopy, registry: Registry, gitHub: GitHubServer, folder: string) {
    this.repository = repository;
    this.registry = registry;
    this.gitHub = gitHub;
    this.#folder = folder;
  }

  static async create(): Promise<ReleaseWorkflow> {
    const folder = await realpath(await mkdtemp(join(tmpdir(), "enos-ota-release-")));
    const [registry, gitHub, repository] = await Promise.all([
      startRegistry(),
      startGitHub(),
      RepositoryCopy.create({
        dependencies: "installed",
        filter: ["enos-ota", "./packages/*", "@enos-ota/scripts", "@enos-ota/spec"],
      }),
    ]);
    await useKnown(repository, statusPlaces);
    await repository.initialize();
    await must(folder, "git", ["init", "--quiet", "--bare", "--initial-branch=main", "remote.git"]);
    await repository.must("git", ["remote", "add", "origin", join(folder, "remote.git")]);
    await repository.must("git", ["push", "--quiet", "origin", "main"]);
    await writeFile(join(folder, ".npmrc"), registry.npmrc);
    return new ReleaseWorkflow(repository, registry, gitHub, folder);
  }

  /** Pushes what is committed on a branch, merges the pull request that the workflow opens, and lets it publish. */
  async release(branch = "main", { tested = false }: ReleaseOptions = {}): Promise<void> {
    await this.repository.must("git", ["push", "--quiet", "--set-upstream", "origin", branch]);
    await this.#run(branch, "version");
    await this.repository.must("git", ["fetch", "--quiet", "origin"]);
    await this.repository.must("git", ["merge", "--quiet", "--ff-only", `origin/release/${branch}`]);
    await this.repository.must("git", ["push", "--quiet", "origin", branch]);
    this.gitHub.closePullRequests();
    await this.#run(branch, "publish", { tested });
    await this.#run(branch, "none");
  }

  /** Runs the command as `npx @enos-ota/cli` brings it to a machine on which nothing is installed. */
  async npx(...args: readonly string[]): Promise<string> {
    const output = await must(this.#folder, "npx", ["--yes", "@enos-ota/cli", ...args], {
      ...process.env,
      NPM_CONFIG_USERCONFIG: join(this.#folder, ".npmrc"),
      // What npx has fetched before is not used again, and what it fetches here is not left behind.
      NPM_CONFIG_CACHE: join(this.#folder, "cache"),
      // Otherwise npm tells of its own newer version, where the registry has one.
      NPM_CONFIG_UPDATE_NOTIFIER: "false",
    });
    return output.trim();
  }

  /** The tags that the remote has. */
  async tags(): Promise<readonly string[]> {
    const list = await must(join(this.#folder, "remote.git"), "git", ["tag", "--list"]);
    return list.trim().split("\n");
  }

  async remove(): Promise<void> {
    await Promise.all([this.repository.remove(), this.registry.stop(), this.gitHub.stop()]);
    await rm(this.#folder, { recursive: true });
  }

  /** One run of the workflow, which must find that this is what has to be done. */
  async #run(
    branch: string,
    mode: "version" | "publish" | "none",
    { tested = false }: ReleaseOptions = {},
  ): Promise<void> {
    const patch = join(this.#folder, "release.patch");
    const found = (await this.#pnpm("release:version", patch)).trim().split("\n").at(-1);
    if (found !== mode) throw new Error(`the workflow would do “${found}” on ${branch}, not “${mode}”`);
    if (mode === "none") return;
    const release = join(this.#folder, "release");
    const digest =
      mode === "publish" ? (await this.#pnpm("release:pack", release)).trim().split("\n").at(-1) : "";
    if (tested) await testConsumers(release);
    const checkout = await mkdtemp(join(this.#folder, "checkout-"));
    await must(checkout, "git", [
      "clone",
      "--quiet",
      "--branch",
      branch,
      join(this.#folder, "remote.git"),
      ".",
    ]);
    if (mode === "version") {
      await this.#step(checkout, branch, "pullRequest.ts", patch);
      return;
    }
    await this.#step(checkout, branch, "publish.ts", release, digest ?? "");
    await this.#step(checkout, branch, "tag.ts", release, digest ?? "");
    await this.repository.must("git", ["fetch", "--quiet", "--tags", "origin"]);
  }

  /** Publishes the last release again, as after a failure half way; with a tarball that was changed, it must fail. */
  async publishAgain(branch = "main"): Promise<{ readonly output: string; readonly refusal: string }> {
    const release = join(this.#folder, "release");
    const digest = createHash("sha256")
      .update(await readFile(join(release, releaseFile)))
      .digest("hex");
    const output = await this.#step(this.repository.root, branch, "publish.ts", release, digest);
    const { packages }: Release = JSON.parse(await readFile(join(release, releaseFile), "utf8"));
    await appendFile(join(release, packages[0]?.file ?? ""), "x");
    const refusal = await this.#step(this.repository.root, branch, "publish.ts", release, digest).then(
      () => "",
      (error: unknown) => String(error),
    );
    return { output, refusal };
  }

  async #pnpm(...args: readonly string[]): Promise<string> {
    return this.repository.must("pnpm", ["--silent", ...args]);
  }

  async #step(checkout: string, branch: string, script: string, ...args: readonly string[]): Promise<string> {
    return must(checkout, process.execPath, [join("scripts/release", script), ...args], {
      ...process.env,
      ...this.gitHub.env,
      GITHUB_REF_NAME: branch,
      NPM_CONFIG_USERCONFIG: join(this.#folder, ".npmrc"),
    });
  }
}

/** What a release includes besides. */
interface ReleaseOptions {
  /** Whether the consumer matrix runs on the packed tarballs before they are published. Takes minutes. @default false */
  readonly tested?: boolean;
}

/** The matrix comes from here, where its tools are installed; the tarballs are those that are about to be published. */
async function testConsumers(release: string): Promise<void> {
  // This test's own vitest must not be taken for that of the matrix.
  const { VITEST: _, NODE_OPTIONS: __, ...env } = process.env;
  await must(join(root, "e2e"), "pnpm", ["test:consumers"], { ...env, ENOS_OTA_RELEASE: release });
}
