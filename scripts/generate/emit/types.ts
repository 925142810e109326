import {
  astToString,
  type GlobalContext,
  NULL,
  type OpenAPI3,
  resolveRef,
  scanDiscriminators,
  transformSchema,
} from "openapi-typescript";
import type { Source } from "../source/source.ts";
import { withoutTagsIn } from "./prose.ts";

const rendered = new WeakMap<Source, string>();

/** The OpenAPI types: `paths`, `components`, `operations`. Two packages hold them; they are made once. */
export function renderTypes(source: Source): string {
  const types = rendered.get(source) ?? makeTypes(source);
  rendered.set(source, types);
  return types;
}

/**
 * Calls the second half of openapi-typescript. Its first half lints and bundles, which takes three times as long and
 * finds nothing in one file that our checks have accepted.
 */
function makeTypes({ document }: Source): string {
  const described = withoutTagsIn(document) as OpenAPI3;
  // What is left out is off by default.
  const context: Partial<GlobalContext> = {
    defaultNonNullable: true,
    discriminators: scanDiscriminators(described, {}),
    injectFooter: [],
    resolve: ($ref) => resolveRef(described, $ref, { silent: true }),
    // openapi-typescript overlooks `const: null` where the types allow more.
    transform: (schema) => ("const" in schema && schema.const === null ? NULL : undefined),
  };
  const types = transformSchema(described, context as GlobalContext);
  // Editors show an unknown tag as a tag; without it, the text is what they show.
  return (
    astToString(types)
      .replaceAll(/(\/\*\*| \*) @description /g, "$1 ")
      // The lines of a description are indented below its tag.
      .replaceAll(/^( *\*) {4,}/gm, "$1 ")
  );
}
