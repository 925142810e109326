import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../../scripts/root.ts";

/** A program that stands in a README. */
export interface Block {
  /** The name of its file without `.ts`: the one that its first line says, or one such as `client3`. */
  readonly name: string;
  readonly code: string;
}

const readmes = {
  root: "README.md",
  client: "packages/client/README.md",
  query: "packages/query/README.md",
  mock: "packages/mock/README.md",
};

/** The TypeScript blocks of the READMEs. */
export async function readmeBlocks(): Promise<readonly Block[]> {
  const blocks = await Promise.all(
    Object.entries(readmes).map(async ([name, path]) => {
      const text = await readFile(join(root, path), "utf8");
      const codes = [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = ""]) => code);
      // A module even where nothing is imported, so that the names of two blocks do not meet.
      return codes.map((code, index) => ({
        name: /^\/\/ (\S+)\.ts\b/.exec(code)?.[1] ?? `${name}${index + 1}`,
        code: `${code}\nexport {};\n`,
      }));
    }),
  );
  return blocks.flat();
}
