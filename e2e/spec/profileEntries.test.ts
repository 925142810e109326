import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { profileEntries } from "@enos-ota/mock";
import { checkExpression } from "@enos-ota/query";
import { describe, expect, it } from "vitest";
import { root } from "../../scripts/root.ts";

/** What the client does as the page or the samples say, whatever else the API accepts. */
const decidedByDocuments = ["contentType", "textTimestamps"];

/** The comments of a file, each line without the marks before it. */
function commentsOf(text: string): string {
  return [...text.matchAll(/\/\*\*[\s\S]*?\*\/|(?:^ *\/\/.*\n)+/gm)]
    .map(([comment]) => comment.replace(/^ *(?:\/\*\*|\*\/|\*|\/\/) ?/gm, "").replace(/\s+/g, " "))
    .join("\n");
}

/** The names that stand behind the words "profile entry" or "profile entries". */
function citedIn(text: string): readonly string[] {
  const lists = commentsOf(text).matchAll(/\bprofile entr(?:y|ies)\b([^.:;\n]*)/gi);
  return [...lists].flatMap(([, list = ""]) => [...list.matchAll(/`(\w+)`/g)].map(([, name = ""]) => name));
}

async function sourcesOf(name: string): Promise<readonly string[]> {
  const folder = join(root, "packages", name, "src");
  const files = await readdir(folder, { recursive: true });
  return Promise.all(
    files.filter((file) => file.endsWith(".ts")).map((file) => readFile(join(folder, file), "utf8")),
  );
}

describe("what client and query decide without a document", () => {
  it("names entries of the profile that exist, and leaves none out", async () => {
    const sources = await Promise.all(["client", "query"].map(sourcesOf));
    const cited = new Set(sources.flat().flatMap(citedIn));
    expect([...cited, ...decidedByDocuments].sort()).toEqual(Object.keys(profileEntries).sort());
  });

  it("limits expressions as the mock does", () => {
    const { default: longest } = profileEntries.longestExpression;
    const reasons = (length: number) =>
      checkExpression(`name like '${"x".repeat(length - "name like ''".length)}'`).map(
        ({ reason }) => reason,
      );
    expect(reasons(longest)).toEqual([]);
    expect(reasons(longest + 1)).toEqual(["too-long"]);
  });
});
