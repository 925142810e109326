import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The examples package: snippets written below it find the packages as a user's code would. */
export const examples = fileURLToPath(new URL("..", import.meta.url));

/** A TypeScript block of a Markdown file, written out as a file of its own. */
export interface Snippet {
  readonly name: string;
  readonly file: string;
}

/** Writes every `ts` block of a Markdown file into a folder, which is emptied first. */
export async function writeSnippets(markdown: string, folder: string): Promise<readonly Snippet[]> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const text = await readFile(markdown, "utf8");
  const snippets: Snippet[] = [];
  for (const [index, [, code]] of [...text.matchAll(/^```ts\n(.*?)^```$/gms)].entries()) {
    const file = join(folder, `${index + 1}.ts`);
    await writeFile(file, code ?? "");
    snippets.push({
      name: code?.split("\n").find((line) => line !== "" && !/^(import|\/\/)/.test(line)) ?? "",
      file,
    });
  }
  return snippets;
}
