import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** A file that a build wrote, as tsdown's hook `build:done` lists it. */
interface WrittenFile {
  readonly outDir: string;
  readonly fileName: string;
}

/**
 * Removes the `sourceMappingURL` comment of declaration files: tsdown writes it although it deletes the map, whatever
 * `dts.sourcemap` says, and an editor that follows it reports a file that is missing.
 */
export async function removeMapComments({
  chunks,
}: {
  readonly chunks: readonly WrittenFile[];
}): Promise<void> {
  for (const { outDir, fileName } of chunks) {
    if (!/\.d\.c?ts$/.test(fileName)) continue;
    const path = join(outDir, fileName);
    const declarations = await readFile(path, "utf8");
    await writeFile(path, declarations.replace(/\n\/\/# sourceMappingURL=\S+\s*$/, "\n"));
  }
}
