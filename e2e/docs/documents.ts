import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/root.ts";
import { type CodeBlock, codeBlocks } from "../support/codeBlocks.ts";

/** A program that stands in a Markdown file. */
export interface Snippet {
  /** Its file, such as `search.test.ts`: the one that its first line names, or its line in the document. */
  readonly file: string;
  readonly code: string;
  /** Where a reader finds it, such as `README.md:32`. */
  readonly place: string;
  /** It is compiled, but does not run here. */
  readonly compileOnly: boolean;
  /** What it prints according to the block below it: one in the language `text` with the word `output`. */
  readonly output: string | undefined;
}

/** A Markdown file with its programs. */
export interface Document {
  /** Path from the repository's root. */
  readonly path: string;
  /** The name of the folder that its programs are written to. */
  readonly folder: string;
  readonly blocks: readonly CodeBlock[];
  readonly snippets: readonly Snippet[];
}

/** Every Markdown file that users read. CONTRIBUTING.md has a test of its own: its blocks are files of the repository. */
export function documents(): readonly Document[] {
  const paths = ["README.md", ...globSync(["packages/*/README.md", "docs/**/*.md"], { cwd: root, exclude })];
  return paths.sort().map((path) => {
    const blocks = codeBlocks(readFileSync(join(root, path), "utf8"));
    const snippets = blocks.flatMap((block, index) =>
      /^tsx?$/.test(block.language) ? [toSnippet(path, block, blocks[index + 1])] : [],
    );
    return { path, folder: path.replace(/\.md$/, "").replaceAll(/[^\w-]+/g, "-"), blocks, snippets };
  });
}

function exclude(path: string): boolean {
  // The reference pages are generated: their blocks are signatures, not programs.
  return /node_modules|\.vitepress|docs\/reference\//.test(path);
}

function toSnippet(path: string, { language, info, code, line }: CodeBlock, next?: CodeBlock): Snippet {
  return {
    file: /^\/\/ ([\w.-]+\.tsx?)\b/.exec(code)?.[1] ?? `line${line}.${language}`,
    code,
    place: `${path}:${line}`,
    compileOnly: info === "compile-only",
    output: next?.language === "text" && next.info === "output" ? next.code : undefined,
  };
}
