import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { RepositoryCopy } from "../../scripts/repositoryCopy.ts";
import { root } from "../../scripts/root.ts";
import { must } from "../../scripts/run.ts";
import { codeBlocks } from "../support/codeBlocks.ts";
import { overlay } from "./overlay.ts";

/** The files that CONTRIBUTING.md shows for a new endpoint. */
const shownFiles = [
  "packages/query/src/otaTask.ts",
  "packages/client/src/resources/otaTasks.ts",
  "packages/mock/src/otaTasks.ts",
];

/** A copy of the repository to which Search OTA Task was added as CONTRIBUTING.md says. */
export class Recipe {
  readonly copy: RepositoryCopy;

  private constructor(copy: RepositoryCopy) {
    this.copy = copy;
  }

  /** @throws if CONTRIBUTING.md shows other files, or longer ones, than a recipe should need */
  static async follow(): Promise<Recipe> {
    const copy = await RepositoryCopy.create({ dependencies: "linked" });
    await overlay(copy.path("spec/openapi.yaml"), join(root, "e2e/spec/fixtures/searchOtaTask.yaml"));
    await copy.generate();
    const files = await filesOf(join(root, "CONTRIBUTING.md"));
    if ([...files.keys()].join() !== shownFiles.join())
      throw new Error(`CONTRIBUTING.md shows the files ${[...files.keys()].join(", ")}.`);
    for (const [path, code] of files) {
      if (code.split("\n").length >= 60) throw new Error(`${path} has 60 lines or more in CONTRIBUTING.md.`);
      await copy.write(path, code);
      const [source = "", file = ""] = path.split("/src/");
      const index = `${source}/src/index.ts`;
      await copy.write(index, `${await copy.read(index)}export * from "./${file}";\n`);
    }
    await joinClient(copy);
    return new Recipe(copy);
  }

  /** Runs the program for a package, `fixtures/tasks/<package>.ts`, inside of it: its output. */
  async runIn(name: "client" | "mock" | "query"): Promise<string> {
    const file = `packages/${name}/src/program.ts`;
    await this.copy.write(file, await programOf(`${name}.ts`));
    try {
      return await must(this.copy.root, "node", [file]);
    } finally {
      await this.copy.delete(file);
    }
  }
}

/** The text of a program that uses the endpoint. */
export function programOf(file: string): Promise<string> {
  return readFile(join(root, "e2e/spec/fixtures/tasks", file), "utf8");
}

/** The blocks of code that name the file that they show, by the path of that file. */
async function filesOf(document: string): Promise<ReadonlyMap<string, string>> {
  const blocks = codeBlocks(await readFile(document, "utf8"));
  return new Map(
    blocks.flatMap(({ info, code }) =>
      info.startsWith("file=") ? [[info.slice("file=".length), code] as const] : [],
    ),
  );
}

/** Makes the tasks a member of the client, as step 4 says. */
async function joinClient(copy: RepositoryCopy): Promise<void> {
  const client = await copy.read("packages/client/src/client.ts");
  const joined = client
    .replace(/^import/, 'import { createOtaTasks, type OtaTasks } from "./resources/otaTasks.ts";\nimport')
    .replace("  readonly otaJobs: OtaJobs;", "$&\n  readonly otaTasks: OtaTasks;")
    .replace(
      /^ *otaJobs: createOtaJobs\(.*$/m,
      '$&\n    otaTasks: createOtaTasks(search("searchTask"), orgId, config.clock),',
    );
  if (joined.match(/otaTasks:/g)?.length !== 2) throw new Error("client.ts has no place for otaTasks.");
  await copy.write("packages/client/src/client.ts", joined);
}
