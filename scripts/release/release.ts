import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** A package of a release, as it was packed and tested. */
export interface ReleasedPackage {
  readonly name: string;
  readonly version: string;
  /** The tarball's name in the folder of the release. */
  readonly file: string;
  /** The tarball's hash in npm's form, `sha512-…`. */
  readonly integrity: string;
  /** What the changelog says of this version, as Markdown. */
  readonly notes: string;
}

/** What one job hands to the next: the content of `release.json`, beside the tarballs. */
export interface Release {
  readonly packages: readonly ReleasedPackage[];
}

/** The file in a release's folder that says what the release holds. */
export const releaseFile = "release.json";

/** Hashes a tarball as npm does. */
export async function integrityOf(path: string): Promise<string> {
  return `sha512-${createHash("sha512")
    .update(await readFile(path))
    .digest("base64")}`;
}

/**
 * Reads a release, and makes sure that it is the one that was tested.
 * @param digest what the job that packed it said the SHA-256 of `release.json` is, in hexadecimal
 * @throws where a file is not the one that was packed
 */
export async function readRelease(folder: string, digest: string): Promise<Release> {
  const bytes = await readFile(join(folder, releaseFile));
  const actual = createHash("sha256").update(bytes).digest("hex");
  if (actual !== digest) {
    throw new Error(`${releaseFile} has the SHA-256 ${actual}, but the job that packed it said ${digest}.`);
  }
  const release: Release = JSON.parse(bytes.toString("utf8"));
  for (const { file, integrity } of release.packages) {
    const found = await integrityOf(join(folder, file));
    if (found !== integrity) throw new Error(`${file} has the hash ${found}, but ${integrity} was packed.`);
  }
  return release;
}
