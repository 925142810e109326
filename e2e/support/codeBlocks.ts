/** The blocks of a Markdown text that name the file that they are, by that name. */
export function codeBlocks(markdown: string): ReadonlyMap<string, string> {
  const blocks = new Map<string, string>();
  for (const [, indent = "", path = "", code = ""] of markdown.matchAll(
    /^( *)```ts file=(\S+)\n([\s\S]*?)^ *```$/gm,
  )) {
    const lines = code
      .split("\n")
      .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line));
    blocks.set(path, lines.join("\n"));
  }
  return blocks;
}
