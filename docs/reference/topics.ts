// The entries with most names have a page for each topic, since one page for all of them is too long to read.
import { Comment, DeclarationReflection, type ProjectReflection, ReflectionKind } from "typedoc";

/** A page with some of the names of an entry. */
export interface Topic {
  /** What stands in the `import`. */
  readonly entry: string;
  /** The page's path below the pages of packages. */
  readonly path: string;
  readonly title: string;
  /** The source files whose names stand on the page, from the folder of the package. */
  readonly sources: RegExp;
}

const topics: readonly Topic[] = [
  topic("client", "errors", "errors", /^src\/(errors|generated\/errorCodes)\.ts$/),
  topic("client", "authorization", "authorization", /^src\/auth\//),
  topic("client", "searching", "searches and pages", /^src\/(paging|resources)\//),
  topic("client", "requests", "requests, middleware and tracing", /^src\/http\//),
  topic("client", "options", "options", /^src\/(options|logger|clock|testClock)\.ts$/),
  topic("mock", "jobs-and-searches", "jobs and searches", /^src\/(core\/(?!\w*[pP]rofile)|generate\/)/),
  topic("mock", "profile", "profile", /^src\/core\/\w*[pP]rofile/),
  topic("mock", "requests", "requests and faults", /^src\/(wire|faults)\//),
];

function topic(folder: string, page: string, title: string, sources: RegExp): Topic {
  const entry = `@enos-ota/${folder}`;
  return { entry, path: `${entry}/${page}`, title, sources };
}

/** The topics of an entry, in the order of the sidebar; most have none. */
export function topicsOf(entry: string): readonly Topic[] {
  return topics.filter((each) => each.entry === entry);
}

/**
 * Moves the names of an entry to the pages of its topics; names of no topic stay.
 *
 * @throws Error for a topic that has no names: its page would be empty
 */
export function splitEntry(project: ProjectReflection, module: DeclarationReflection): void {
  for (const { entry, path, title, sources } of topicsOf(module.name)) {
    const moved = (module.children ?? []).filter((child) =>
      sources.test(project.getSymbolIdFromReflection(child)?.packagePath ?? ""),
    );
    if (moved.length === 0) throw new Error(`No name of ${entry} belongs to the topic "${title}".`);
    const page = new DeclarationReflection(path, ReflectionKind.Module, project);
    page.comment = new Comment([
      { kind: "text", text: "All names on this page are exported from " },
      { kind: "code", text: `\`${entry}\`` },
      { kind: "text", text: "." },
    ]);
    project.registerReflection(page, undefined, undefined);
    project.addChild(page);
    for (const child of moved) {
      module.removeChild(child);
      child.parent = page;
      page.addChild(child);
    }
  }
}
