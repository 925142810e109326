import { execFile } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { transform } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";

const run = promisify(execFile);
const root = new URL("..", import.meta.url).pathname;
const folder = `${root}.snippets`;
const readme = await readFile(`${root}README.md`, "utf8");
const snippets = [...readme.matchAll(/^```ts\n(.*?)^```/gms)].map(([, code = ""]) => code);

beforeAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  // Inside the package its own name leads to what is built.
  for (const [index, code] of snippets.entries()) {
    await writeFile(`${folder}/${index + 1}.ts`, code);
    await writeFile(`${folder}/${index + 1}.mjs`, (await transform(code, { loader: "ts" })).code);
  }
  await writeFile(
    `${folder}/mock.mjs`,
    `import { createMockOta, generateJobs } from "@enos-ota/mock";
const mock = createMockOta({ jobs: generateJobs(120, { seed: 1 }) });
globalThis.fetch = mock.fetch;
Object.assign(process.env, {
  ENOS_BASE_URL: mock.baseUrl,
  ENOS_ORG_ID: "o1",
  ENOS_ACCESS_KEY: mock.auth.accessKey,
  ENOS_SECRET_KEY: mock.auth.secretKey,
});
`,
  );
  const compilerOptions = {
    moduleDetection: "force",
    isolatedDeclarations: false,
    declaration: false,
    types: ["node"],
  };
  const config = { extends: "../../../tsconfig.base.json", compilerOptions, include: ["*.ts"] };
  await writeFile(`${folder}/tsconfig.json`, JSON.stringify(config));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test("the README's snippets compile", { timeout: 60_000 }, async () => {
  expect(snippets.length).toBeGreaterThan(7);
  await run(`${root}node_modules/.bin/tsc`, ["-p", folder]).catch(({ stdout }) => expect.fail(stdout));
});

test.each(snippets.map((code, index) => [index + 1, code] as const))(
  "README snippet %i runs against the mock and prints something",
  { timeout: 60_000 },
  async (number) => {
    const { stdout } = await run(process.execPath, ["--import", "./mock.mjs", `./${number}.mjs`], {
      cwd: folder,
    });
    expect(stdout.trim()).not.toBe("");
  },
);
