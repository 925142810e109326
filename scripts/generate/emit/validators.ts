import { Ajv2020 } from "ajv/dist/2020.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import type { Source } from "../source/source.ts";

/** Checks compiled ahead: no validator library at run time, no `eval` (browsers' CSP), and fast. */
const validated = {
  searchRequest: "SearchRequest",
  tokenRequest: "TokenRequest",
  tokenRefreshRequest: "TokenRefreshRequest",
  job: "JobInfo",
} as const;

/** Validators of the request bodies and of a job, as JavaScript. */
export function renderValidators({ document }: Source): string {
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    // Counts `minLength` in code units; the other way needs a function of Ajv's at run time. Deprecated for its
    // disagreement with the standard on other lengths than 1, which the spec does not use; hence no logger.
    unicode: false,
    logger: false,
    validateFormats: false,
    code: { source: true, esm: true, lines: true },
  });
  ajv.addSchema({ $id: "spec", components: lean(document.components) });
  for (const schema of Object.values(validated)) {
    ajv.addSchema({ $id: schema, $ref: `spec#/components/schemas/${schema}` });
  }
  const code = standaloneCode.default(ajv, { ...validated });
  if (/\brequire\(|\bimport /.test(code)) {
    throw new Error("validators: the compiled code needs a module at run time; keep it self-contained");
  }
  return code;
}

/** The types of those validators. */
export function renderValidatorTypes(): string {
  const declarations = Object.entries(validated).map(
    ([name, schema]) => `/** Checks \`${schema}\`. */\nexport declare const ${name}: Validator;`,
  );
  return `
/** One thing that is wrong with a value. */
export interface Problem {
  /** JSON pointer to the faulty part; empty for the whole value. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
}

/** Says whether a value fits its schema; if not, \`errors\` holds why until the next call. */
export interface Validator {
  (value: unknown): boolean;
  errors?: readonly Problem[] | null;
}

${declarations.join("\n\n")}
`;
}

/**
 * What of a schema decides. Descriptions would only make the code longer, and `format: int32` becomes the bounds
 * that it means: formats would need code of their own at run time.
 */
function lean(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lean);
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value)
    // A property may be called like an annotation; only texts are annotations.
    .filter(
      ([key, member]) => !(key === "description" && typeof member === "string") && !key.startsWith("x-"),
    )
    .map(([key, member]) => [key, lean(member)] as const);
  const copy = Object.fromEntries(members);
  return copy["format"] === "int32" ? { minimum: -(2 ** 31), maximum: 2 ** 31 - 1, ...copy } : copy;
}
