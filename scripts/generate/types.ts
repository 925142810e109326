import openapiTS, { astToString } from "openapi-typescript";
import type { Source } from "./document.ts";

/** The OpenAPI types: `paths`, `components`, `operations`. */
export async function renderTypes({ document }: Source): Promise<string> {
  return astToString(await openapiTS(JSON.stringify(document), { silent: true }));
}
