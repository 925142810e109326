import { Ajv2020 } from "ajv/dist/2020.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import { isTree } from "../source/pointer.ts";
import type { Source } from "../source/source.ts";
import type { Property, Schema, SpecDocument } from "../source/spec.ts";
import { SpecError } from "../source/specError.ts";
import { withoutProse } from "./prose.ts";

/**
 * The mock's validators: of the request bodies and of the records that a search returns, as JavaScript. Compiled here, so
 * that the mock needs no validator library and no `eval` at run time, which the content security policy of a page forbids.
 */
export function renderValidators({ document }: Source): string {
  return compile(document, mockSchemas(document), { messages: true });
}

/** The types of those validators. */
export function renderValidatorTypes({ document }: Source): string {
  return declarationsOf(mockSchemas(document));
}

/** The client's validators: of searches, of their answers and of their records. The client words what is wrong itself. */
export function renderClientValidators({ document }: Source): string {
  const code = compile(document, clientSchemas(document), { messages: false });
  // Makes the code smaller. The pointers are of no use to those who do not have the schemas.
  const lean = code.replaceAll(/schemaPath:"[^"]*",/g, "");
  // Copying the list for each record takes a minute for an answer of 20,000 broken ones.
  const linear = lean.replaceAll(
    /vErrors === null \? (\w+)\.errors : vErrors\.concat\(\1\.errors\)/g,
    "append(vErrors, $1.errors)",
  );
  if (linear.includes("concat"))
    throw new Error("validators: Ajv collects problems in another way than it did");
  return `${linear}
function append(problems, more) {
  if (problems === null) return more;
  for (const problem of more) problems.push(problem);
  return problems;
}
`;
}

/** The types of those validators. */
export function renderClientValidatorTypes({ document }: Source): string {
  return declarationsOf(clientSchemas(document));
}

/** The schemas to compile, by the name of their validator. */
type Schemas = Readonly<Record<string, string>>;

function compile(
  document: SpecDocument,
  validated: Schemas,
  options: { readonly messages: boolean },
): string {
  const ajv = new Ajv2020({
    ...options,
    strict: false,
    allErrors: true,
    // Counts `minLength` in code units; the other way needs a function of Ajv's at run time. Deprecated for its
    // disagreement with the standard on other lengths than 1, which the spec does not use; hence no logger.
    unicode: false,
    logger: false,
    validateFormats: false,
    code: { source: true, esm: true, lines: true },
  });
  ajv.addSchema({ $id: "spec", components: bounded(withoutProse(document.components)) });
  for (const schema of Object.values(validated)) {
    ajv.addSchema({ $id: schema, $ref: `spec#/components/schemas/${schema}` });
  }
  const code = standaloneCode.default(ajv, { ...validated });
  if (/\brequire\(|\bimport /.test(code)) {
    throw new Error("validators: the compiled code needs a module at run time; keep it self-contained");
  }
  return code;
}

function declarationsOf(validated: Schemas): string {
  const declarations = Object.entries(validated).map(
    ([name, schema]) =>
      `/** Checks \`${schema}\`. */\nexport declare const ${name}: Validator<components["schemas"]["${schema}"]>;`,
  );
  return `
import type { components } from "./openapi.ts";

/** One thing that is wrong with a value. */
export interface Problem {
  /** JSON pointer to the faulty part; empty for the whole value. */
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
}

/** Tells whether a value matches its schema; if not, \`errors\` holds the reasons until the next call. */
export interface Validator<T> {
  (value: unknown): value is T;
  errors?: readonly Problem[] | null;
}

${declarations.join("\n\n")}
`;
}

/** What the mock checks: token requests, searches and their records. */
function mockSchemas(document: SpecDocument): Schemas {
  return byName([
    "TokenRequest",
    "TokenRefreshRequest",
    ...searchesOf(document).flatMap(({ request, record }) => [request, record]),
  ]);
}

/** What the client checks: searches, their answers and their records. */
function clientSchemas(document: SpecDocument): Schemas {
  return byName(searchesOf(document).flatMap(({ request, success, record }) => [request, success, record]));
}

function byName(schemas: readonly string[]): Schemas {
  return Object.fromEntries(schemas.map((name) => [name.charAt(0).toLowerCase() + name.slice(1), name]));
}

/** The names of the schemas of each search. */
interface SearchSchemas {
  readonly request: string;
  /** Of an answer that succeeded: the one whose `data` lists the record. */
  readonly success: string;
  readonly record: string;
}

function searchesOf(document: SpecDocument): readonly SearchSchemas[] {
  const schemas: Readonly<Record<string, Schema>> = document.components.schemas;
  const lists = new Map<string | undefined, string>();
  for (const [name, { properties }] of Object.entries(schemas)) {
    const list = properties?.["data"]?.items?.$ref;
    if (!lists.has(list)) lists.set(list, name);
  }
  return Object.entries(schemas).flatMap(([request, { properties }]) => {
    const property: Property | undefined = properties?.["expression"];
    const record = property?.["x-enos-expression"]?.record;
    if (record === undefined) return [];
    const success = lists.get(`#/components/schemas/${record}`);
    if (success === undefined) throw new SpecError([`No schema has a "data" that lists ${record}.`]);
    return [{ request, success, record }];
  });
}

/**
 * A copy of schemas in which `format: int32` or `int64` is the bounds that it means: formats would need code of their own
 * at run time.
 */
function bounded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bounded);
  if (!isTree(value)) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([key, member]) => [key, bounded(member)]));
  if (copy["format"] === "int32") return { minimum: -(2 ** 31), maximum: 2 ** 31 - 1, ...copy };
  // Numbers of JSON lose their digits past this bound, so JavaScript cannot compare with 2^63 - 1 itself.
  if (copy["format"] === "int64") return { minimum: -(2 ** 63), maximum: 2 ** 63 - 1024, ...copy };
  return copy;
}
