import openapiTS, { astToString } from "openapi-typescript";
import type { Source } from "./document.ts";

const rendered = new WeakMap<Source, Promise<string>>();

/** The OpenAPI types: `paths`, `components`, `operations`. Two packages hold them; they are made once. */
export function renderTypes(source: Source): Promise<string> {
  const types = rendered.get(source) ?? makeTypes(source);
  rendered.set(source, types);
  return types;
}

async function makeTypes({ document }: Source): Promise<string> {
  return astToString(await openapiTS(JSON.stringify(document), { silent: true }));
}
