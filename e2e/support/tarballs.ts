import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pack } from "../../scripts/release/pack.ts";
import { publishedPackages } from "../../scripts/release/packages.ts";
import { integrityOf, type Release, releaseFile } from "../../scripts/release/release.ts";

/** The packed packages that a suite tests. */
export interface Tarballs {
  /** Their paths, by the name of the package's folder. */
  readonly paths: Readonly<Record<string, string>>;
  remove(): Promise<void>;
}

/** The tarballs of the release in the folder ENOS_OTA_RELEASE, so that the published files are tested; otherwise new ones. */
export async function tarballsToTest(): Promise<Tarballs> {
  const release = process.env["ENOS_OTA_RELEASE"];
  if (release !== undefined) return { paths: await tarballsOf(release), remove: async () => undefined };
  const folder = await mkdtemp(join(tmpdir(), "enos-ota-packed-"));
  return { paths: await pack(folder), remove: () => rm(folder, { recursive: true }) };
}

/** @throws where the release lacks a package, or a tarball is not the one that was packed */
async function tarballsOf(release: string): Promise<Readonly<Record<string, string>>> {
  const { packages }: Release = JSON.parse(await readFile(join(release, releaseFile), "utf8"));
  const found = publishedPackages().map(async ({ folder, manifest }) => {
    const one = packages.find(({ name }) => name === manifest.name);
    if (one === undefined) throw new Error(`The release in ${release} lacks ${manifest.name}.`);
    const path = join(release, one.file);
    if ((await integrityOf(path)) !== one.integrity)
      throw new Error(`${path} is not the tarball that was packed.`);
    return [folder, path] as const;
  });
  return Object.fromEntries(await Promise.all(found));
}
