import { isTree, pathOf, type Tree, valueAt } from "../generate/source/pointer.ts";

/** A part of the API as those who use the packages know it. */
export interface Subject {
  /** Such as `` `OtaJob.status` `` or `` `pagination.pageSize` of `search()` ``. */
  readonly text: string;
  /** What it is a part of, such as `search()`; the text itself where it is no part. */
  readonly owner: string;
  /** Returns the name of a property of it. */
  property(name: string): string;
}

/**
 * Returns the name that users know for a place of the spec.
 *
 * @param path the JSON pointer through the first place that uses it, so that a schema is named after its use
 */
export function subjectOf(path: string, document: object): Subject {
  const steps = pathOf(path);
  if (steps[0] === "components" && steps[1] === "schemas") {
    const [, , name = "", ...rest] = steps;
    return named(`\`${name}${propertiesOf(rest)}\``, `\`${name}\``, name, propertiesOf(rest));
  }
  const [, url = "", method = "", part, ...rest] = steps;
  const operation = valueAt(document, ["paths", url, method]);
  const operationId = isTree(operation) ? String(operation["operationId"]) : url;
  const below = propertiesOf(rest.slice(rest.indexOf("schema") + 1));
  const isJobSearch = searchesJobs(operation, document);
  if (part === "requestBody") {
    const owner = isJobSearch ? "`search()`" : `the request of \`${operationId}\``;
    return below === "" ? whole(owner) : memberOf(below.replace(/^\./, ""), owner);
  }
  if (part === "responses") {
    const job = /^\.data\[\](.*)$/.exec(below);
    if (isJobSearch && job) return named(`\`OtaJob${job[1]}\``, "`OtaJob`", "OtaJob", job[1] ?? "");
    const owner = isJobSearch ? "the answer of `search()`" : `the answer of \`${operationId}\``;
    return below === "" ? whole(owner) : memberOf(below.replace(/^\./, ""), owner);
  }
  if (part === "parameters") {
    const parameter = valueAt(operation, ["parameters", rest[0] ?? ""]);
    const name = isTree(parameter) ? String(parameter["name"]) : (rest[0] ?? "");
    return memberOf(name, `\`${operationId}\``);
  }
  return whole(`\`${operationId}\``);
}

function named(text: string, owner: string, root: string, below: string): Subject {
  return { text, owner, property: (name) => `\`${root}${below}.${name}\`` };
}

function memberOf(path: string, owner: string): Subject {
  return { text: `\`${path}\` of ${owner}`, owner, property: (name) => `\`${path}.${name}\` of ${owner}` };
}

function whole(owner: string): Subject {
  return { text: owner, owner, property: (name) => `\`${name}\` of ${owner}` };
}

/** The properties that lead to a part of a schema: `.upgradeScope.assetTrees[].treeId`. */
function propertiesOf(steps: readonly string[]): string {
  let text = "";
  for (let index = 0; index < steps.length; index++) {
    const step = steps[index];
    if (step === "properties") text += `.${steps[++index]}`;
    else if (step === "items") text += "[]";
    else if (step === "additionalProperties") text += "[…]";
    // The number of an alternative.
    else index++;
  }
  return text;
}

/** Whether an operation is the one that users know as `search()` and its records as `OtaJob`, by whatever name. */
function searchesJobs(operation: unknown, document: object): boolean {
  const body = valueAt(operation, ["requestBody", "content", "application/json", "schema"]);
  const alternatives = valueAt(body, ["anyOf"]) ?? valueAt(body, ["oneOf"]);
  return [body, ...(Array.isArray(alternatives) ? alternatives : [])].some((form) => {
    const reference = valueAt(form, ["$ref"]);
    const schema = typeof reference === "string" ? valueAt(document, pathOf(reference)) : form;
    return valueAt(schema, ["properties", "expression", "x-enos-expression", "record"]) === "JobInfo";
  });
}

/** The operation that a path leads through, such as `` `searchOtaJobs` ``. */
export function operationOf(path: string, document: object): string {
  const operation = valueAt(document, pathOf(path).slice(0, 3));
  return `\`${isTree(operation) ? String(operation["operationId"]) : path}\``;
}

/** A value of the spec as a sentence shows it; undefined for what is too large for one. */
export function shownValue(value: unknown): string | undefined {
  if (value === undefined || value === null) return "none";
  if (typeof value === "string") return `'${value}'`;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value) && value.every((one) => typeof one !== "object" || one === null)) {
    return value.map((one) => (typeof one === "string" ? `'${one}'` : String(one))).join(", ") || "none";
  }
  return undefined;
}

/** The types of a schema in words: `a text or null`. */
export function shownType(type: unknown): string {
  const words: Readonly<Record<string, string>> = {
    string: "a text",
    integer: "a whole number",
    number: "a number",
    boolean: "true or false",
    array: "a list",
    object: "an object",
    null: "null",
  };
  return [type ?? "anything"]
    .flat()
    .map((one) => words[String(one)] ?? String(one))
    .join(" or ");
}

/** Whether two schemas say the same, but for their words. */
export function sameSchema(one: unknown, other: unknown): boolean {
  return JSON.stringify(wordless(one)) === JSON.stringify(wordless(other));
}

function wordless(value: unknown): unknown {
  if (!isTree(value)) return value;
  const { description: _, ...rest }: Tree = value;
  return rest;
}
