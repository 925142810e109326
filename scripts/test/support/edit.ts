import { stringify } from "yaml";
import { readFixture } from "./spec.ts";

type Tree = Record<string, unknown>;

/** One edit of the spec: a value put at a place, or (undefined) the place removed. `~` in a place stands for `/`. */
export type Edit = readonly [place: string, value: unknown];

/** Shorthands for the long places of the spec. */
const short: Readonly<Record<string, string>> = {
  JobInfo: "components/schemas/JobInfo",
  search: "paths/~connect-service~v2.1~ota-jobs/post",
  answers: "paths/~connect-service~v2.1~ota-jobs/post/responses/200/content/application~json/examples",
  fields: "components/schemas/SearchRequest/properties/expression/x-enos-expression/fields",
  language: "components/schemas/SearchRequest/properties/expression/x-enos-expression",
  page: "components/schemas/PaginationRequest",
  schemas: "components/schemas",
  codes: "x-enos-error-codes",
};

/** As JSON, without shared objects: an anchor of the file must not carry an edit to two places. */
const fixture = JSON.stringify(await readFixture());

/**
 * A spec, and the same after some edits, both as text.
 *
 * @param spec a spec as JSON. @default that of the tests, which does not follow the real one
 */
export async function edited(
  edits: readonly Edit[],
  spec: string = fixture,
): Promise<{ base: string; revision: string }> {
  const base = stringify(JSON.parse(spec));
  const document: Tree = JSON.parse(spec);
  for (const edit of edits) apply(document, edit);
  return { base, revision: stringify(document) };
}

/** Makes an edit in a parsed document. @throws if it would change nothing */
export function apply(document: Tree, [place, value]: Edit): void {
  const [head = "", ...rest] = place.split("/");
  const path = [...(short[head] ?? head).split("/"), ...rest].map((key) => key.replaceAll("~", "/"));
  const last = path.pop() ?? "";
  let node = document;
  for (const key of path) {
    if (typeof node[key] !== "object" || node[key] === null)
      throw new Error(`${place}: no ${key} in the spec`);
    node = node[key] as Tree;
  }
  if (value === undefined) {
    if (!(last in node)) throw new Error(`${place}: no ${last} in the spec`);
    delete node[last];
  } else {
    if (JSON.stringify(node[last]) === JSON.stringify(value)) throw new Error(`${place}: nothing changes`);
    node[last] = value;
  }
}
