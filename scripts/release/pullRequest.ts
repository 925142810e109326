import { resolve } from "node:path";
import { must } from "../run.ts";
import { github } from "./github.ts";

// node scripts/release/pullRequest.ts <patch>
//
// Keeps the pull request that turns the pending changesets into versions. The patch comes from a job without rights;
// this one has them, and runs nothing but this script and git.
const [patch] = process.argv.slice(2);
const base = process.env["GITHUB_REF_NAME"];
if (patch === undefined || base === undefined)
  throw new Error("usage: GITHUB_REF_NAME=main pullRequest.ts <patch>");

const api = github();
const branch = `release/${base}`;
const git = (...args: readonly string[]): Promise<string> =>
  must(
    process.cwd(),
    "git",
    ["-c", "user.name=release", "-c", "user.email=release@users.noreply.github.com", ...args],
    api.gitEnv,
  );

await git("switch", "--quiet", "--force-create", branch);
await git("apply", "--index", resolve(patch));
await git("commit", "--quiet", "--message=Version packages");
await git("push", "--quiet", "--force", "origin", branch);

const owner = process.env["GITHUB_REPOSITORY"]?.split("/")[0];
const open = await api.get(`pulls?state=open&base=${base}&head=${owner}:${branch}`);
if (Array.isArray(open) && open.length > 0) {
  console.log(`updated ${branch}; its pull request is open`);
} else {
  await api.send("POST", "pulls", {
    title: "Version packages",
    head: branch,
    base,
    body: "Merging this publishes the versions that it sets. The changelogs in it are what users will read.",
  });
  console.log(`opened a pull request for ${branch}`);
}
