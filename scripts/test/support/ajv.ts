import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

/**
 * Ajv as strict as it gets: Prism silently drops a schema that it cannot compile, so here nothing unknown passes.
 * Only the vendor extensions and OpenAPI's own annotations are made known.
 */
export function createAjv(): Ajv2020.default {
  const ajv = new Ajv2020.default({ strict: true, allErrors: true, allowUnionTypes: true });
  addFormats.default(ajv);
  ajv.addVocabulary(["x-enos-expression", "x-enos-pagination", "x-go-custom-tag"]);
  return ajv;
}
