import { readFileSync } from "node:fs";
import { posix } from "node:path";

/** Where links to files of the repository lead that are no pages of the site. */
const repository = "https://github.com/enos-ota/enos-ota/blob/main";

/**
 * Replaces each `<!-- section: packages/client/README.md#Errors -->` by what stands below that heading, so that a text is
 * written once: in the README that npm shows. The heading itself is left out, those below it move up a level.
 *
 * @throws Error for a file or a heading that does not exist: a page must not become empty without a word
 */
export function expandSections(markdown: string, root: string): string {
  return markdown.replace(/<!-- section: (\S+?)#(.+?) -->/g, (_, path: string, heading: string) => {
    const section = findSection(readFileSync(posix.join(root, path), "utf8"), heading);
    if (section === undefined) throw new Error(`${path} has no heading "${heading}".`);
    return absoluteLinks(section, posix.dirname(path));
  });
}

/** The lines below a heading up to the next one of its level, with the headings among them one level up. */
export function findSection(markdown: string, heading: string): string | undefined {
  const lines = markdown.split("\n");
  const fences = insideFences(lines);
  const levelAt = (index: number): number =>
    fences[index] ? 0 : (/^(#+) /.exec(lines[index] ?? "")?.[1]?.length ?? 0);
  const start = lines.findIndex(
    (line, index) => levelAt(index) > 0 && line.replace(/^#+ /, "").trim() === heading,
  );
  if (start < 0) return undefined;
  const level = levelAt(start);
  const next = lines.findIndex((_, index) => index > start && levelAt(index) > 0 && levelAt(index) <= level);
  const end = next < 0 ? lines.length : next;
  return lines
    .slice(start + 1, end)
    .map((line, offset) => (levelAt(start + 1 + offset) > 0 ? line.slice(level - 1) : line))
    .join("\n")
    .trim();
}

function insideFences(lines: readonly string[]): boolean[] {
  let inside = false;
  return lines.map((line) => {
    if (!/^\s*(```|~~~)/.test(line)) return inside;
    inside = !inside;
    return true;
  });
}

/** Links to pages of the site stay on it, so that the build finds dead ones; others lead to the repository. */
function absoluteLinks(markdown: string, folder: string): string {
  return markdown.replace(/\]\((?!https?:|#|\/)([^)\s]+)\)/g, (_, link: string) => {
    const path = posix.join(folder, link);
    const page = /^docs(\/.+?)(?:index)?\.md(#.*)?$/.exec(path);
    return page ? `](${page[1]}${page[2] ?? ""})` : `](${repository}/${path})`;
  });
}
