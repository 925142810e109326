// Writes the reference pages, which are not committed: they follow from the spec and from the doc comments.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { parse } from "yaml";
import { renderApi } from "./api.ts";
import { collectFacts, renderFacts } from "./facts.ts";
import { renderGrammar } from "./grammar.ts";
import { root } from "./sidebar.ts";
import { writeReference } from "./typedoc.ts";

const folder = `${root}/docs/reference`;
const document = parse(await readFile(`${root}/spec/openapi.yaml`, "utf8"), { merge: true });
await mkdir(folder, { recursive: true });
await writeFile(`${folder}/api.md`, renderApi(document));
await writeFile(`${folder}/facts.md`, renderFacts(collectFacts(document)));
await writeFile(`${folder}/grammar.md`, renderGrammar());
await writeReference(root, `${folder}/packages`);
