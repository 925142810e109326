// Writes Markdown pages for each public entry of each package, from the doc comments, with TypeDoc.
import { readFile } from "node:fs/promises";
import { Application, type Context, Converter, type ProjectReflection } from "typedoc";
import { splitEntry, type Topic, topicsOf } from "./topics.ts";

/** A public entry: where its source is. */
export interface Entry {
  /** What stands in the `import`, such as `@enos-ota/client/fetch`. */
  readonly name: string;
  /** The source file, from the repository's root. */
  readonly source: string;
}

/** The packages that are imported. `cli` is a command, and exports nothing. */
const packages = ["client", "query", "mock"];

/** Lists the entries that the packages export, from their manifests: a new entry needs no change here. */
export async function listEntries(root: string): Promise<readonly Entry[]> {
  const lists = await Promise.all(
    packages.map(async (folder) => {
      const manifest: { readonly exports: Readonly<Record<string, unknown>> } = JSON.parse(
        await readFile(`${root}/packages/${folder}/package.json`, "utf8"),
      );
      return Object.keys(manifest.exports).flatMap((key) => {
        if (/\.\w+$/.test(key)) return [];
        const file = key === "." ? "index" : key.slice(2);
        return [
          {
            name: `@enos-ota/${folder}${key.slice(1)}`,
            source: `packages/${folder}/src/${file}.ts`,
          },
        ];
      });
    }),
  );
  return lists.flat();
}

/** Writes the pages of all entries into a folder; one pass, so that links between entries work. */
export async function writeReference(root: string, folder: string): Promise<void> {
  const entries = await listEntries(root);
  const topics = new Map(entries.flatMap(({ name }) => topicsOf(name)).map((topic) => [topic.path, topic]));
  const app = await Application.bootstrapWithPlugins({
    entryPoints: entries.map(({ source }) => `${root}/${source}`),
    tsconfig: `${root}/docs/reference/tsconfig.json`,
    basePath: root,
    plugin: ["typedoc-plugin-markdown"],
    readme: "none",
    out: folder,
    disableSources: true,
    excludeExternals: true,
    excludeInternal: true,
    excludePrivate: true,
    githubPages: false,
    logLevel: "Error",
    ...markdownOptions(topics),
  });
  // Before TypeDoc resolves and groups what it read, so that a moved name gets its links and its place in a group.
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }: Context) => arrange(project, entries));
  const project = await app.convert();
  if (!project) throw new Error("TypeDoc could not read the packages; see its messages above.");
  await app.generateOutputs(project);
}

/** Names each module by its entry, and moves the names of large entries to pages of their own. */
function arrange(project: ProjectReflection, entries: readonly Entry[]): void {
  for (const module of project.children?.slice() ?? []) {
    const entry = entries.find(({ source }) =>
      [`${module.name}.ts`, `${module.name}/index.ts`].includes(source),
    );
    if (!entry) throw new Error(`TypeDoc found ${module.name}, which is no public entry of a package.`);
    module.name = entry.name;
    // Types of openapi-typescript repeat the whole document; "The API" describes it for readers.
    for (const child of module.children?.slice() ?? []) {
      if (["components", "operations", "paths"].includes(child.name)) project.removeReflection(child);
    }
    splitEntry(project, module);
  }
}

/** How the Markdown looks: tables for parameters and properties, no headers of TypeDoc's own. */
function markdownOptions(topics: ReadonlyMap<string, Topic>): Readonly<Record<string, unknown>> {
  const titleOf = ({ name }: { readonly name: string }): string => {
    const topic = topics.get(name);
    return topic ? `${topic.entry}: ${topic.title}` : name;
  };
  return {
    outputFileStrategy: "modules",
    hidePageHeader: true,
    hideBreadcrumbs: true,
    useCodeBlocks: true,
    parametersFormat: "table",
    interfacePropertiesFormat: "table",
    classPropertiesFormat: "table",
    // Everything is `readonly`: the column would only push the descriptions out of a narrow screen.
    tableColumnSettings: { hideModifiers: true },
    pageTitleTemplates: { module: titleOf },
  };
}
