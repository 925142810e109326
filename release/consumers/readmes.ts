import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../copy/workspace.ts";

/** A program that stands in a README. */
export interface Block {
  /** A name for its file, such as `client3`. */
  readonly name: string;
  readonly code: string;
}

const readmes = {
  root: "README.md",
  client: "packages/client/README.md",
  query: "packages/query/README.md",
};

/**
 * The TypeScript blocks of the READMEs that need our packages and nothing else. Those of the mock need test runners:
 * they are run in `examples`.
 */
export async function readmeBlocks(): Promise<readonly Block[]> {
  const blocks = await Promise.all(
    Object.entries(readmes).map(async ([name, path]) => {
      const text = await readFile(join(root, path), "utf8");
      const codes = [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = ""]) => code);
      // A module even where nothing is imported, so that the names of two blocks do not meet.
      return codes.map((code, index) => ({ name: `${name}${index + 1}`, code: `${code}\nexport {};\n` }));
    }),
  );
  return blocks.flat().filter(({ code }) => !/ from "(?!@enos-ota\/|node:|\.)/.test(code));
}
