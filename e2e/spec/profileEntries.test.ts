import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { profileEntries } from "@enos-ota/mock";
import { expect, it } from "vitest";
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

it("client and query name the profile entry of whatever they decide without a document", async () => {
  const sources = await Promise.all(["client", "query"].map(sourcesOf));
  const cited = new Set(sources.flat().flatMap(citedIn));
  expect([...cited, ...decidedByDocuments].sort()).toEqual(Object.keys(profileEntries).sort());
});
