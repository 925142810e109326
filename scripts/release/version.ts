import { appendFile, readdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { root } from "../root.ts";
import { must } from "../run.ts";
import { publishedPackages } from "./packages.ts";

// pnpm release:version [patch]   turns the pending changesets into versions and changelogs
//
// With the path of a patch, the changes are written there, and the working tree is put back as it was. What a release
// workflow has to do next goes to GITHUB_OUTPUT: `version` (open the pull request), `publish`, or `none`.
const [patch] = process.argv.slice(2);
const git = (...args: readonly string[]): Promise<string> => must(root, "git", args);

const pending = (await readdir(join(root, ".changeset"))).filter((name) => /^(?!README).*\.md$/.test(name));
const [first] = publishedPackages();
const tag = `${first?.manifest.name}@${first?.manifest.version}`;
const released = first?.manifest.version === "0.0.0" || (await git("tag", "--list", tag)).trim() !== "";
const mode = pending.length > 0 ? "version" : released ? "none" : "publish";

if (mode === "version") {
  if (patch !== undefined && (await git("status", "--porcelain")) !== "") {
    throw new Error("The working tree has changes, which putting it back would lose: commit them first.");
  }
  await must(root, join(root, "node_modules/.bin/changeset"), ["version"]);
  if (patch !== undefined) {
    await git("add", "--all");
    await writeFile(resolve(patch), await git("diff", "--cached", "--binary"));
    await git("reset", "--quiet", "--hard");
  }
}
console.log(mode);
if (process.env["GITHUB_OUTPUT"]) await appendFile(process.env["GITHUB_OUTPUT"], `mode=${mode}\n`);
