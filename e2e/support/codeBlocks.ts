/** A fenced block of a Markdown text. */
export interface CodeBlock {
  /** The first word after the fence, such as `ts`. */
  readonly language: string;
  /** What follows the language, such as `file=packages/query/src/otaTask.ts` or `compile-only`. */
  readonly info: string;
  /** The text, without the indentation of the fence. */
  readonly code: string;
  /** The line of the opening fence, from 1. */
  readonly line: number;
}

/** The fenced code blocks of a Markdown text, including those in lists. */
export function codeBlocks(markdown: string): readonly CodeBlock[] {
  return [...markdown.matchAll(/^( *)```(\w+)[ \t]*(.*)\n([\s\S]*?)^ *```$/gm)].map(
    ({ 1: indent = "", 2: language = "", 3: info = "", 4: code = "", index }) => ({
      language,
      info: info.trim(),
      code: code
        .split("\n")
        .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line))
        .join("\n"),
      line: markdown.slice(0, index).split("\n").length,
    }),
  );
}
