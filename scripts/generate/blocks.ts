import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { renderFieldList } from "./emit/fieldList.ts";
import type { Source } from "./source/source.ts";

/** A part of a document that people write which follows from the spec. It stands between two comments. */
interface Block {
  /** Path from the repository's root. */
  readonly document: string;
  readonly name: string;
  readonly render: (source: Source) => string;
}

const blocks: readonly Block[] = [
  { document: "packages/query/README.md", name: "fields", render: renderFieldList },
];

/** A document with its blocks as they should be, and as it is; with line feeds only. */
export interface RenderedDocument {
  readonly path: string;
  readonly wanted: string;
  readonly present: string;
}

/** Renders every document that has blocks. @throws if a block has no place in its document */
export async function renderDocuments(root: string, source: Source): Promise<readonly RenderedDocument[]> {
  const documents = new Map<string, RenderedDocument>();
  for (const block of blocks) {
    const path = block.document;
    const present =
      documents.get(path)?.present ?? (await readFile(join(root, path), "utf8")).replaceAll("\r\n", "\n");
    const wanted = withBlock(documents.get(path)?.wanted ?? present, block, block.render(source));
    documents.set(path, { path, wanted, present });
  }
  return [...documents.values()];
}

function withBlock(text: string, { document, name }: Block, content: string): string {
  const begin = `<!-- Generated from spec/openapi.yaml by \`pnpm generate\`: ${name}. -->`;
  const end = `<!-- End of ${name}. -->`;
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${document} lacks the comments "${begin}" and "${end}".`);
  return `${text.slice(0, from)}${begin}\n\n${content}\n\n${text.slice(to)}`;
}
