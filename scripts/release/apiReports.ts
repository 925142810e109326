import { mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Extractor, ExtractorConfig, ExtractorLogLevel, type IConfigFile } from "@microsoft/api-extractor";
import { modulesOf, type Package } from "./packages.ts";

/** One report as the build says it, and as it is committed. */
export interface Report {
  /** Path of the committed file. */
  readonly path: string;
  readonly wanted: string | undefined;
  readonly present: string | undefined;
}

/** Reports the public names of every module of a package, with their types: the built declarations are read. */
export async function reportsOf(one: Package): Promise<readonly Report[]> {
  const folder = await mkdtemp(join(tmpdir(), "enos-ota-api-"));
  try {
    await mkdir(join(folder, "temp"));
    const names = modulesOf(one).map(({ subpath, types }) => extract(one, subpath, types, folder));
    const committed = await readdir(join(one.path, "api")).catch(() => []);
    return await Promise.all(
      [...new Set([...names, ...committed])].map(async (name) => ({
        path: join(one.path, "api", name),
        wanted: await readIfPresent(join(folder, name)),
        present: await readIfPresent(join(one.path, "api", name)),
      })),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

function extract({ path, manifest }: Package, subpath: string, types: string, folder: string): string {
  const reportFileName = `${subpath === "." ? "index" : subpath.slice(2)}.api.md`;
  const config = ExtractorConfig.prepare({
    packageJsonFullPath: join(path, "package.json"),
    configObjectFullPath: undefined,
    configObject: configuration(path, join(path, types), reportFileName, folder),
  });
  const problems: string[] = [];
  const { succeeded } = Extractor.invoke(config, {
    localBuild: true,
    messageCallback(message) {
      if (message.logLevel === ExtractorLogLevel.Error) problems.push(message.text);
      message.handled = true;
    },
  });
  if (!succeeded) throw new Error(`${manifest.name}, ${subpath}:\n${problems.join("\n")}`);
  return reportFileName;
}

function configuration(path: string, entry: string, reportFileName: string, folder: string): IConfigFile {
  const silent = { logLevel: ExtractorLogLevel.None };
  return {
    projectFolder: path,
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
          skipLibCheck: false,
        },
        files: [entry],
      },
    },
    apiReport: {
      enabled: true,
      reportFolder: folder,
      reportTempFolder: join(folder, "temp"),
      reportFileName,
      // Types that are not exported by name but stand in an exported one are just as public.
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

async function readIfPresent(file: string): Promise<string | undefined> {
  return readFile(file, "utf8").catch(() => undefined);
}
