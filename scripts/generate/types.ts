import openapiTS, { astToString } from "openapi-typescript";
import type { Source } from "./document.ts";

/** The OpenAPI types: `paths`, `components`, `operations`. */
export async function renderTypes({ document }: Source): Promise<string> {
  // A copy, because openapi-typescript resolves references in place.
  const copy: Record<string, unknown> = structuredClone({ ...document });
  return astToString(await openapiTS(copy, { silent: true }));
}
