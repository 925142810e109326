import openapiTS, { astToString, NULL } from "openapi-typescript";
import type { Source } from "../source/source.ts";
import { withoutTagsIn } from "./prose.ts";

const rendered = new WeakMap<Source, Promise<string>>();

/** The OpenAPI types: `paths`, `components`, `operations`. Two packages hold them; they are made once. */
export function renderTypes(source: Source): Promise<string> {
  const types = rendered.get(source) ?? makeTypes(source);
  rendered.set(source, types);
  return types;
}

async function makeTypes({ document }: Source): Promise<string> {
  const types = await openapiTS(JSON.stringify(withoutTagsIn(document)), {
    silent: true,
    // openapi-typescript overlooks `const: null` where the types allow more.
    transform: (schema) => ("const" in schema && schema.const === null ? NULL : undefined),
  });
  // Editors show an unknown tag as a tag; without it, the text is what they show.
  return (
    astToString(types)
      .replaceAll(/(\/\*\*| \*) @description /g, "$1 ")
      // The lines of a description are indented below its tag.
      .replaceAll(/^( *\*) {4,}/gm, "$1 ")
  );
}
