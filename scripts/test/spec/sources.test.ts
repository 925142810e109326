import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../../root.ts";

const [spec, readme] = await Promise.all(
  ["spec/openapi.yaml", "spec/README.md"].map((path) => readFile(join(root, path), "utf8")),
);

describe("a documented fact", () => {
  const tags = [...(spec ?? "").matchAll(/\[documented([^\]]*)\]/g)].filter(
    ([tag]) => tag !== "[documented in page]",
  );

  it("names its page", () => {
    expect(tags.length).toBeGreaterThan(100);
    expect(tags.map(([tag]) => tag).filter((tag) => !tag.startsWith("[documented in "))).toEqual([]);
  });

  it("names a page listed in spec/README.md, and every listed page is used", () => {
    const named = new Set(tags.flatMap(([, names = ""]) => names.replace(/\s+in\s+/, "").split(/,\s*/)));
    const listed = [...(readme ?? "").matchAll(/^\| `([a-z0-9-]+)` +\|/gm)].map(([, name]) => name);
    const extensions = listed.filter((name) => name?.startsWith("x-enos-"));
    expect([...named].sort()).toEqual(listed.filter((name) => !extensions.includes(name)).sort());
  });
});
