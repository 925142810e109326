import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { authHeaders } from "../src/generated/authHeaders.ts";
import { codes } from "../src/generated/errorCodes.ts";
import { routes } from "../src/generated/routes.ts";

const folder = join(import.meta.dirname, "../src");

it("takes codes, headers and paths from the generated code, and hard-codes none of them", async () => {
  const facts = [...Object.values(codes), ...Object.values(authHeaders), ...routes.map(({ path }) => path)];
  const names = await readdir(folder, { recursive: true });
  const written = names.filter((name) => name.endsWith(".ts") && !name.startsWith("generated"));
  expect(written.length).toBeGreaterThan(20);
  for (const name of written) {
    const text = await readFile(join(folder, name), "utf8");
    // Comments may name them, because they are for readers only.
    const code = text.replace(/^\s*(?:\*|\/\*|\/\/).*$/gm, "");
    expect({ name, found: facts.filter((fact) => code.includes(String(fact))) }).toEqual({ name, found: [] });
  }
});
