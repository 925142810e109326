import { createHash } from "node:crypto";
import { appendFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { root } from "../root.ts";
import { must } from "../run.ts";
import { publishedPackages } from "./packages.ts";
import { integrityOf, type Release, releaseFile } from "./release.ts";

/** Packs the built packages as they would be published: each package's folder to the path of its tarball. */
export async function pack(destination: string): Promise<Readonly<Record<string, string>>> {
  const packed = await Promise.all(
    publishedPackages().map(async ({ folder, path, manifest }) => {
      await must(path, join(root, "node_modules/.bin/pnpm"), ["pack", "--pack-destination", destination]);
      return [folder, join(destination, tarballName(manifest))] as const;
    }),
  );
  return Object.fromEntries(packed);
}

function tarballName({ name, version }: { readonly name: string; readonly version: string }): string {
  return `${name.slice(1).replace("/", "-")}-${version}.tgz`;
}

/** Packs a release into an empty folder; returns the SHA-256 of its `release.json`. */
async function packRelease(folder: string): Promise<string> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const tarballs = await pack(folder);
  const release: Release = {
    packages: await Promise.all(
      publishedPackages().map(async ({ folder: name, path, manifest }) => ({
        name: manifest.name,
        version: manifest.version,
        file: tarballName(manifest),
        integrity: await integrityOf(tarballs[name] ?? ""),
        notes: await notesOf(path, manifest.version),
      })),
    ),
  };
  const content = `${JSON.stringify(release, undefined, 2)}\n`;
  await writeFile(join(folder, releaseFile), content);
  return createHash("sha256").update(content).digest("hex");
}

/** The section of a package's changelog that tells of a version. */
async function notesOf(path: string, version: string): Promise<string> {
  const changelog = await readFile(join(path, "CHANGELOG.md"), "utf8").catch(() => "");
  const [, ...sections] = changelog.split(/^## /m);
  const section = sections.find((text) => text.startsWith(`${version}\n`)) ?? "";
  return section.slice(version.length).trim();
}

// pnpm release:pack <folder>   packs what is built; the digest goes to GITHUB_OUTPUT, too, where there is one
if (import.meta.main) {
  const [folder] = process.argv.slice(2);
  if (folder === undefined) throw new Error("usage: pnpm release:pack <folder>");
  const digest = await packRelease(resolve(folder));
  console.log(digest);
  if (process.env["GITHUB_OUTPUT"]) await appendFile(process.env["GITHUB_OUTPUT"], `digest=${digest}\n`);
}
