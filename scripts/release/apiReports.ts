import { cp, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Extractor, ExtractorConfig, ExtractorLogLevel, type IConfigFile } from "@microsoft/api-extractor";
import { modulesOf, type Package } from "./packages.ts";

/** The API report of a package: what the build says, and what is committed. */
export interface Report {
  /** Path of the committed file. */
  readonly path: string;
  readonly wanted: string;
  readonly present: string | undefined;
}

/**
 * Reports the public names of a package with their types, read from the built declarations.
 * All entries of the package are namespaces of one report, so that a type that several of them mention is listed once.
 * Undefined for a package that exports no modules, such as a command.
 */
export async function reportOf(one: Package): Promise<Report | undefined> {
  if (modulesOf(one).length === 0) return undefined;
  // The real path: the compiler resolves links, and would take the two paths for two projects.
  const folder = await realpath(await mkdtemp(join(tmpdir(), "enos-ota-api-")));
  try {
    await cp(join(one.path, "dist"), join(folder, "dist"), { recursive: true });
    await cp(join(one.path, "package.json"), join(folder, "package.json"));
    await symlink(join(one.path, "node_modules"), join(folder, "node_modules"));
    await writeFile(join(folder, "entries.d.ts"), entriesOf(one));
    await mkdir(join(folder, "temp"));
    extract(one, folder);
    const path = join(one.path, "api", `${one.folder}.api.md`);
    return {
      path,
      wanted: entriesFirst(await readFile(join(folder, "report.api.md"), "utf8")),
      present: await readFile(path, "utf8").catch(() => undefined),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Committed reports that no longer belong to a package. */
export async function strayReportsOf(one: Package): Promise<readonly string[]> {
  const names = await readdir(join(one.path, "api")).catch(() => []);
  const expected = modulesOf(one).length > 0 ? `${one.folder}.api.md` : undefined;
  return names.filter((name) => name !== expected).map((name) => join(one.path, "api", name));
}

/** One namespace for each entry: `entry_index` for the package's own name, `entry_evaluate` for `/evaluate`. */
function entriesOf(one: Package): string {
  return modulesOf(one)
    .map(({ subpath, types }) => {
      const name = subpath === "." ? "index" : subpath.slice(2).replaceAll("-", "_");
      return `export * as entry_${name} from "${types.replace(/\.d\.ts$/, ".js")}";\n`;
    })
    .join("");
}

/** Puts the list of each entry's names before the declarations; API Extractor sorts them among each other. */
function entriesFirst(report: string): string {
  const entries: string[] = [];
  const rest = report.replace(
    /^declare namespace entry_\w+ \{\n[\s\S]*?^\}\n(?:export \{ entry_\w+ \}\n)?\n/gm,
    (entry) => {
      entries.push(entry.replace(/^export .*\n/m, ""));
      return "";
    },
  );
  return rest.replace("```ts\n\n", () => `\`\`\`ts\n\n${entries.join("")}`);
}

function extract({ manifest }: Package, folder: string): void {
  const config = ExtractorConfig.prepare({
    packageJsonFullPath: join(folder, "package.json"),
    configObjectFullPath: undefined,
    configObject: configuration(folder),
  });
  const problems: string[] = [];
  const { succeeded } = Extractor.invoke(config, {
    localBuild: true,
    messageCallback(message) {
      if (message.logLevel === ExtractorLogLevel.Error) problems.push(message.text);
      message.handled = true;
    },
  });
  if (!succeeded) throw new Error(`${manifest.name}:\n${problems.join("\n")}`);
}

function configuration(folder: string): IConfigFile {
  const silent = { logLevel: ExtractorLogLevel.None };
  const entry = join(folder, "entries.d.ts");
  return {
    projectFolder: folder,
    newlineKind: "lf",
    mainEntryPointFilePath: entry,
    compiler: {
      overrideTsconfig: {
        compilerOptions: {
          target: "es2022",
          lib: ["esnext", "dom", "dom.iterable", "dom.asynciterable"],
          module: "nodenext",
          types: [],
          strict: true,
          exactOptionalPropertyTypes: true,
          // The consumer matrix checks the libraries' declarations.
          skipLibCheck: true,
        },
        files: [entry],
      },
    },
    apiReport: {
      enabled: true,
      reportFolder: folder,
      reportTempFolder: join(folder, "temp"),
      reportFileName: "report.api.md",
      // Types that are mentioned in a public signature are public too, exported by name or not.
      includeForgottenExports: true,
    },
    docModel: { enabled: false },
    dtsRollup: { enabled: false },
    tsdocMetadata: { enabled: false },
    messages: {
      compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
      extractorMessageReporting: { default: silent },
      tsdocMessageReporting: { default: silent },
    },
  };
}
