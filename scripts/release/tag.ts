import { resolve } from "node:path";
import { must, run } from "../run.ts";
import { github } from "./github.ts";
import { readRelease } from "./release.ts";

// node scripts/release/tag.ts <folder> <SHA-256 of release.json>
//
// Tags the commit that a release was built from, and writes the release notes on GitHub. Needs Node and git alone.
// It can be run again: a tag or a release that is there is left alone.
const [folder, digest] = process.argv.slice(2);
if (folder === undefined || digest === undefined) throw new Error("usage: tag.ts <folder> <digest>");

const { packages } = await readRelease(resolve(folder), digest);
const api = github();
for (const { name, version, notes } of packages) {
  const tag = `${name}@${version}`;
  const there = await must(process.cwd(), "git", ["ls-remote", "--tags", "origin", `refs/tags/${tag}`]);
  if (there === "") {
    await run(process.cwd(), "git", ["tag", tag]);
    await must(process.cwd(), "git", ["push", "--quiet", "origin", `refs/tags/${tag}`], api.gitEnv);
    console.log(`tagged ${tag}`);
  }
  if ((await api.get(`releases/tags/${encodeURIComponent(tag)}`)) === undefined) {
    const prerelease = version.includes("-");
    await api.send("POST", "releases", { tag_name: tag, name: tag, body: notes, prerelease });
    console.log(`wrote the release notes of ${tag}`);
  }
}
