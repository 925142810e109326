import { join, resolve } from "node:path";
import { must, run } from "../run.ts";
import { distTagOf } from "./distTag.ts";
import { type ReleasedPackage, readRelease } from "./release.ts";

// node scripts/release/publish.ts <folder> <SHA-256 of release.json>
//
// Publishes the tarballs of a release that are not on the registry yet, dependencies first. Needs Node and npm alone.
// It can be run again: what is there with the same hash is left alone, and with another hash it is an error.
const [folder, digest] = process.argv.slice(2);
if (folder === undefined || digest === undefined) throw new Error("usage: publish.ts <folder> <digest>");

const { packages } = await readRelease(resolve(folder), digest);
for (const one of packages) await publish(one, resolve(folder));

async function publish({ name, version, file, integrity }: ReleasedPackage, from: string): Promise<void> {
  const published = await view(`${name}@${version}`, "dist.integrity");
  if (published === integrity) {
    console.log(`${name}@${version} is on the registry already`);
    return;
  }
  if (published !== undefined) {
    throw new Error(
      `${name}@${version} is on the registry, but with the hash ${published}, not ${integrity}.`,
    );
  }
  const tag = distTagOf(version, await view(name, "dist-tags.latest"));
  // GitHub's OIDC token proves who publishes; elsewhere there is nothing to prove it with.
  const provenance = process.env["GITHUB_ACTIONS"] === "true" ? ["--provenance"] : [];
  await must(process.cwd(), "npm", [
    ...["publish", join(from, file), "--access", "public", "--tag", tag, "--ignore-scripts", ...provenance],
  ]);
  console.log(`${name}@${version} published as ${tag}`);
}

/** A field of what the registry says of a package; undefined if it does not know the package or the version. */
async function view(spec: string, field: string): Promise<string | undefined> {
  const { status, output } = await run(process.cwd(), "npm", [
    "view",
    spec,
    field,
    "--json",
    "--prefer-online",
  ]);
  if (status === 0) return output.trim() === "" ? undefined : JSON.parse(output);
  if (/\bE404\b/.test(output)) return undefined;
  throw new Error(`npm view ${spec} failed:\n${output}`);
}
