import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";

const dist = fileURLToPath(new URL("../dist", import.meta.url));

/** What a built entry loads immediately: its own files, and the external modules that it imports. */
function loadedBy(entry: string): { readonly files: readonly string[]; readonly modules: readonly string[] } {
  const files: string[] = [];
  const modules = new Set<string>();
  const visit = (file: string): void => {
    if (files.includes(file)) return;
    files.push(file);
    const code = readFileSync(file, "utf8");
    for (const [, specifier = ""] of code.matchAll(/^(?:import|export)\b[^;]*?from "([^"]+)";/gm)) {
      if (specifier.startsWith(".")) visit(join(dirname(file), specifier));
      else modules.add(specifier);
    }
    for (const [, specifier = ""] of code.matchAll(/^import "([^"]+)";/gm)) modules.add(specifier);
  };
  visit(join(dist, entry));
  return { files, modules: [...modules].sort() };
}

describe("the built mock", () => {
  test("needs nothing but the query package in process: no Node module, no Prism", () => {
    const { files, modules } = loadedBy("index.js");
    expect(modules).toEqual(["@enos-ota/query", "@enos-ota/query/evaluate"]);
    const code = files.map((file) => readFileSync(file, "utf8")).join("\n");
    expect(code.match(/\bprocess\.\w|\bBuffer\.|\beval\(|new Function\(|node:/)?.[0]).toBeUndefined();
  });

  test("is small in process", () => {
    const { files } = loadedBy("index.js");
    const bytes = gzipSync(Buffer.concat(files.map((file) => readFileSync(file)))).length;
    // 45 kB when this was written: checks compiled from the spec, profiles, and messages for every wrong input. The
    // headroom is for a spec that says more.
    expect(bytes).toBeLessThan(50_000);
  });

  test("loads Prism only when a server is started", () => {
    for (const entry of ["prism.js", "vitest.js", "cli.js", "bin.js"]) {
      expect(loadedBy(entry).modules.filter((name) => name.startsWith("@stoplight"))).toEqual([]);
    }
  });

  test("exposes no types of Prism", () => {
    const entries = ["index", "prism", "vitest", "jest", "msw", "playwright", "matchers"].map((name) =>
      join(dist, `${name}.d.ts`),
    );
    for (const file of entries) {
      expect(existsSync(file), file).toBe(true);
      expect(readFileSync(file, "utf8")).not.toContain("@stoplight");
    }
  });
});
