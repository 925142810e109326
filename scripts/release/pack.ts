import { join } from "node:path";
import { root } from "../root.ts";
import { must } from "../run.ts";
import { publishedPackages } from "./packages.ts";

/** Packs the built packages as they would be published: each package's folder to the path of its tarball. */
export async function pack(destination: string): Promise<Readonly<Record<string, string>>> {
  const packed = await Promise.all(
    publishedPackages().map(async ({ folder, path, manifest }) => {
      await must(path, join(root, "node_modules/.bin/pnpm"), ["pack", "--pack-destination", destination]);
      const file = `${manifest.name.slice(1).replace("/", "-")}-${manifest.version}.tgz`;
      return [folder, join(destination, file)] as const;
    }),
  );
  return Object.fromEntries(packed);
}
