import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { expandSections, findSection } from "../.vitepress/sections.ts";

const readme = "# Name\n\n## One\n\ntext\n\n### Deep\n\n```sh\n# no heading\n```\n\n## Two\n\nlast";

describe("a section of a README on a page", () => {
  it("is what stands below its heading, with deeper headings one level up", () => {
    expect(findSection(readme, "One")).toBe("text\n\n## Deep\n\n```sh\n# no heading\n```");
  });

  it("ends with the file where no heading follows", () => {
    expect(findSection(readme, "Two")).toBe("last");
  });

  it("is not looked for inside code blocks", () => {
    expect(findSection(readme, "no heading")).toBeUndefined();
  });

  it("that does not exist stops the build with its name", () => {
    const root = fileURLToPath(new URL("../..", import.meta.url));
    expect(() => expandSections("<!-- section: README.md#No such heading -->", root)).toThrow(
      'README.md has no heading "No such heading".',
    );
  });

  it("leads to pages of the site where it links to their files, and to the repository elsewhere", async () => {
    const root = await mkdtemp(join(tmpdir(), "enos-ota-sections-"));
    const text =
      "## One\n\n[a](docs/a.md#b) [c](docs/c/index.md) [d](examples/d.ts) [e](#e) [f](https://f.example)";
    await writeFile(join(root, "README.md"), text);
    expect(expandSections("<!-- section: README.md#One -->", root)).toBe(
      "[a](/a#b) [c](/c/) [d](https://github.com/enos-ota/enos-ota/blob/main/examples/d.ts) [e](#e) [f](https://f.example)",
    );
    await rm(root, { recursive: true });
  });
});
