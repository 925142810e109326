// Clients that other tools generate from the spec: compiled, and run against the mock.
import { cp, mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { generateJobs } from "@enos-ota/mock";
import { type MockServer, startMockServer } from "@enos-ota/mock/prism";
import { afterAll, beforeAll, expect, it } from "vitest";
import { root } from "../../scripts/root.ts";
import { must, run } from "../../scripts/run.ts";
import { Consumer, fromCatalog } from "../support/consumer.ts";
import { createPythonEnvironment } from "../support/pythonEnvironment.ts";

const spec = join(root, "spec/openapi.yaml");
const openapiGenerator = "7.25.0";

let server: MockServer;
let project: Consumer;

beforeAll(async () => {
  server = await startMockServer({ jobs: generateJobs(50, { seed: 1, orgId: "o1" }), auth: false });
  const tools = await fromCatalog("@hey-api/openapi-ts", "@types/node", "orval", "zod");
  // The generators need a compiler with the old API.
  project = await Consumer.create({ dependencies: { ...tools, typescript: "5.9.3" } });
  if (await has("java", "mvn")) {
    const artifact = `org.openapitools:openapi-generator-cli:${openapiGenerator}`;
    await must(project.root, "mvn", [
      ...["-q", "-B", "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy"],
      ...[`-Dartifact=${artifact}`, `-DoutputDirectory=${project.root}`],
    ]);
  }
});

afterAll(async () => {
  await server?.stop();
  await project?.remove();
});

/** Whether the programs are installed here. */
async function has(...programs: readonly string[]): Promise<boolean> {
  const found = await Promise.all(programs.map((name) => run(root, "sh", ["-c", `command -v ${name}`])));
  return found.every(({ status }) => status === 0);
}

/** A test that is skipped, and says so, where a language is missing. */
function withPrograms(name: string, programs: readonly string[], test: () => Promise<void>): void {
  it(name, async ({ skip }) => {
    if (await has(...programs)) return test();
    console.warn(`!! Skipped: ${name}. It needs ${programs.join(", ")}.`);
    skip();
  });
}

/** Copies one of the programs beside a generated client. */
async function copyProgram(name: string, folder: string, file: string): Promise<void> {
  await mkdir(project.path(folder), { recursive: true });
  await cp(join(import.meta.dirname, "programs", name), project.path(folder, file));
}

async function generate(language: string, folder: string, ...options: readonly string[]): Promise<void> {
  await must(project.root, "java", [
    ...[
      "-jar",
      `openapi-generator-cli-${openapiGenerator}.jar`,
      "generate",
      "-i",
      spec,
      "-g",
      language,
      "-o",
      folder,
      ...options,
    ],
  ]);
}

/** What each program prints: it found jobs, and told a refusal from them. */
function expectBoth(output: string): void {
  expect(output).toMatch(/^found 5 of [1-9]\d+$/m);
  expect(output).toMatch(/^refused 99400: Do not allow operator op =, allowed op \[like\]$/m);
}

/** Compiles a program in TypeScript beside a generated client, strictly, and runs it. */
async function runTypeScript(name: string, folder: string): Promise<void> {
  await copyProgram(`${name}.ts`, folder, "main.ts");
  const tsc = project.path("node_modules/typescript/bin/tsc");
  const options = ["--noEmit", "--strict", "--target", "es2022", "--lib", "es2022,dom,dom.iterable"];
  const resolution = ["--module", "esnext", "--moduleResolution", "bundler", "--types", "node"];
  await must(project.root, process.execPath, [tsc, ...options, ...resolution, `${folder}/main.ts`]);
  const esbuild = join(root, "e2e/node_modules/.bin/esbuild");
  const bundle = ["--bundle", "--platform=node", "--format=esm", `--outfile=${folder}/main.mjs`];
  await must(project.root, esbuild, [`${folder}/main.ts`, ...bundle, "--log-level=error"]);
  expectBoth(await must(project.root, process.execPath, [`${folder}/main.mjs`, server.url]));
}

it("hey-api: types, functions and client", async () => {
  const generator = project.path("node_modules/@hey-api/openapi-ts/bin/run.js");
  const plugins = ["@hey-api/client-fetch", "@hey-api/typescript", "@hey-api/sdk"];
  const output = ["--output", "hey/generated"];
  await must(project.root, process.execPath, [
    generator,
    "--input",
    spec,
    ...output,
    "--plugins",
    ...plugins,
  ]);
  await runTypeScript("hey-api", "hey");
});

it("orval: schemas of zod", async () => {
  const api = { input: spec, output: { target: "orval/generated/zod.ts", client: "zod" } };
  await project.write("orval.config.mjs", `export default ${JSON.stringify({ api })};`);
  await must(project.root, project.path("node_modules/.bin/orval"), ["--config", "orval.config.mjs"]);
  await runTypeScript("orval", "orval");
});

withPrograms("openapi-generator: TypeScript", ["java", "mvn"], async () => {
  await generate("typescript-fetch", "fetch/generated");
  await runTypeScript("typescript-fetch", "fetch");
});

withPrograms("openapi-generator: Java", ["java", "javac", "mvn"], async () => {
  await generate("java", "java", "--library", "native");
  await copyProgram("Search.java", "java/src/main/java", "Search.java");
  await must(project.path("java"), "mvn", ["-q", "-B", "compile"]);
  const libraries = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:build-classpath";
  await must(project.path("java"), "mvn", ["-q", "-B", libraries, "-Dmdep.outputFile=libraries.txt"]);
  const classpath = `java/target/classes:${await readFile(project.path("java/libraries.txt"), "utf8")}`;
  expectBoth(await must(project.root, "java", ["-cp", classpath, "Search", server.url]));
});

withPrograms("oapi-codegen: Go", ["go"], async () => {
  // Its go.mod pins the generator, too.
  await cp(join(import.meta.dirname, "programs/oapi-codegen"), project.path("oapi-codegen"), {
    recursive: true,
  });
  const folder = project.path("oapi-codegen");
  const options = ["-package", "main", "-generate", "types,client", "-o", "client.gen.go"];
  await must(folder, "go", ["tool", "oapi-codegen", ...options, spec]);
  expectBoth(await must(folder, "go", ["run", ".", server.url]));
});

/** Generates the client for Go, and runs its program. */
async function runGo(folder: string, ...options: readonly string[]): Promise<void> {
  await generate("go", folder, ...options);
  await copyProgram("openapi-generator.go", `${folder}/cmd/search`, "main.go");
  expectBoth(await must(project.path(folder), "go", ["run", "./cmd/search", server.url]));
}

withPrograms("openapi-generator: Go", ["java", "mvn", "go"], () => runGo("go"));

withPrograms("openapi-generator: Go, by the option for new properties", ["java", "mvn", "go"], async () => {
  server.use("malformedJobs", { changes: { newProperty: "of a later version" } });
  try {
    await runGo("open-go", "--additional-properties", "disallowAdditionalPropertiesIfNotPresent=false");
  } finally {
    server.clearFaults();
  }
});

withPrograms("openapi-generator: Python", ["java", "mvn", "python3"], async () => {
  await generate("python", "python");
  await must(project.root, "python3", ["-m", "venv", "environment"]);
  const pip = project.path("environment/bin/pip");
  await must(project.root, pip, ["install", "--quiet", "--disable-pip-version-check", "./python"]);
  await copyProgram("openapi-generator.py", "python-search", "search.py");
  const python = project.path("environment/bin/python");
  expectBoth(await must(project.root, python, [project.path("python-search/search.py"), server.url]));
});

withPrograms("datamodel-code-generator: models of Python", ["python3"], async () => {
  const python = await createPythonEnvironment(join(import.meta.dirname, "requirements.txt"));
  try {
    await copyProgram("datamodel-code-generator.py", "models", "search.py");
    const options = ["--input-file-type", "openapi", "--output-model-type", "pydantic_v2.BaseModel"];
    const output = ["--output", project.path("models/models.py")];
    await must(project.root, python.program("datamodel-codegen"), ["--input", spec, ...output, ...options]);
    expectBoth(
      await must(project.root, python.program("python"), [project.path("models/search.py"), server.url]),
    );
  } finally {
    await python.remove();
  }
});
