import { readFile } from "node:fs/promises";
import { transform } from "esbuild";
import { expect, test } from "vitest";
import * as evaluate from "../src/evaluate.ts";
import * as query from "../src/index.ts";
import { sourcePath, typeCheck } from "./typeChecker.ts";

const readme = await readFile(new URL("../README.md", import.meta.url), "utf8");
const snippets = [...readme.matchAll(/^```ts\n(.*?)^```/gms)].map(([, code = ""]) => code);
const modules: Readonly<Record<string, object>> = {
  "@enos-ota/query": query,
  "@enos-ota/query/evaluate": evaluate,
};

/** `x; // → text` expects that x reads as the text; `x; // throws text` that x throws an error that says it. */
function withExpectations(code: string): string {
  return code
    .replace(
      /^( *)(.*); \/\/ → (.*)$/gm,
      (_, indent, call, text) => `${indent}expectText(${call}, ${JSON.stringify(text)});`,
    )
    .replace(
      /^( *)(.*); \/\/ throws (.*)$/gm,
      (_, indent, call, text) => `${indent}expectError(() => ${call}, ${JSON.stringify(text)});`,
    )
    .replace(/^import \{(.*)\} from "(.*)";$/gm, 'const {$1} = modules["$2"];');
}

let expectations = 0;

function expectText(value: unknown, text: string): void {
  expectations++;
  expect(typeof value === "object" ? JSON.stringify(value) : String(value)).toBe(text);
}

function expectError(call: () => unknown, message: string): void {
  expectations++;
  expect(call).toThrow(message);
}

test.each(snippets.map((code, i) => [i + 1, code] as const))(
  "README snippet %i does what it says",
  async (_, code) => {
    const { code: script } = await transform(withExpectations(code), { loader: "ts" });
    const before = expectations;
    new Function("modules", "expectText", "expectError", script)(modules, expectText, expectError);
    expect(expectations).toBe(before + code.split(/ \/\/ (?:→|throws) /).length - 1);
    expect(expectations).toBeGreaterThan(before);
  },
);

test("README snippets compile", { timeout: 60_000 }, async () => {
  expect(snippets.length).toBeGreaterThan(5);
  const programs = snippets.map((code) =>
    code
      .replaceAll(`"@enos-ota/query"`, JSON.stringify(sourcePath("index.ts")))
      .replaceAll(`"@enos-ota/query/evaluate"`, JSON.stringify(sourcePath("evaluate.ts"))),
  );
  for (const program of programs) expect(await typeCheck(`${program}\nexport {};\n`)).toEqual([]);
});

test("README's error message is the one that is given", () => {
  const [, message = ""] = /^```text\n(.*?)\n```/ms.exec(readme) ?? [];
  expect(query.checkExpression("name like ‘pump’").map((error) => error.message)).toEqual([message]);
});
