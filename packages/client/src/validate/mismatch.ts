import type { Problem, Validator } from "../generated/validators.js";

/**
 * How a value differs from the spec.
 *
 * - `unknownValue`: a text that the spec does not list, such as a new status. Newer versions of the API may send one.
 * - `missing`: a required property is not there.
 * - `wrongType`: a value of another JSON type.
 * - `outOfRange`: a number or a text beyond its bounds.
 * - `unknownProperty`: a property that the API does not know. Only what is sent is checked for these; those of answers are
 *   kept.
 * - `other`: any other rule of the spec.
 */
export type MismatchKind =
  | "unknownValue"
  | "missing"
  | "wrongType"
  | "outOfRange"
  | "unknownProperty"
  | "other";

/** One difference between a value and the spec. */
export interface Mismatch {
  /** Where it is: names and indices, such as `["data", 0, "status"]`. */
  readonly path: readonly (string | number)[];
  readonly kind: MismatchKind;
  /** What is wrong, to be read after the place: `is none of "started", "stopped"`. Never the value itself. */
  readonly message: string;
  /** The value, if its kind is `unknownValue`. */
  readonly value?: string;
}

/** Returns where a value differs from its schema: nothing, if it matches. */
export function mismatchesOf(validator: Validator<unknown>, value: unknown): readonly Mismatch[] {
  if (validator(value)) return [];
  const mismatches = relevant(validator.errors ?? []).map((problem) => describe(problem, value));
  // The spec may say the same twice, of a value and of the schema that it refers to.
  return [...new Map(mismatches.map((each) => [`${each.path} ${each.message}`, each])).values()];
}

/** The keywords by which the spec lets a value have one of several forms. */
const choices: ReadonlySet<string> = new Set(["oneOf", "anyOf"]);

/** Leaves out what only follows from another problem. Looks at each problem once: a server may cause very many. */
function relevant(problems: readonly Problem[]): readonly Problem[] {
  const pathsOf = (isWanted: (keyword: string) => boolean): ReadonlySet<string> =>
    new Set(problems.filter(({ keyword }) => isWanted(keyword)).map(({ instancePath }) => instancePath));
  const wrongTypes = pathsOf((keyword) => keyword === "type");
  const noForms = pathsOf((keyword) => choices.has(keyword));
  const containers = new Set(problems.flatMap(containersOf));
  return problems.filter(({ instancePath: at, keyword }) => {
    // Of "a policy or null": what is wrong with the policy says more than that it is neither.
    if (choices.has(keyword)) return !containers.has(at);
    if (keyword === "type") return !noForms.has(at);
    // A number is none of the listed texts, too.
    return keyword !== "enum" || !wrongTypes.has(at);
  });
}

/** The paths of all values that this problem is inside of; its own, too, where it says more than that the type is wrong. */
function containersOf({ instancePath, keyword }: Problem): readonly string[] {
  const keys = instancePath.split("/");
  const own = choices.has(keyword) || keyword === "type" ? 0 : 1;
  return Array.from({ length: keys.length - 1 + own }, (_, index) => keys.slice(0, index + 1).join("/"));
}

function describe({ instancePath, keyword, params }: Problem, root: unknown): Mismatch {
  const keys = instancePath.split("/").slice(1).map(unescapePointer);
  const { path, value } = follow(root, keys);
  switch (keyword) {
    case "required":
      return { path: [...path, String(params["missingProperty"])], kind: "missing", message: "is missing" };
    case "additionalProperties":
      return {
        path: [...path, String(params["additionalProperty"])],
        kind: "unknownProperty",
        message: "is not known to the API",
      };
    case "type":
      return { path, kind: "wrongType", message: `is not of type ${[params["type"]].flat().join(" or ")}` };
    case "enum": {
      const message = `is none of ${[params["allowedValues"]].flat().map(show).join(", ")}`;
      return typeof value === "string"
        ? { path, kind: "unknownValue", message, value }
        : { path, kind: "other", message };
    }
    case "minimum":
    case "maximum":
      return { path, kind: "outOfRange", message: `is not ${params["comparison"]} ${params["limit"]}` };
    case "pattern":
      return { path, kind: "other", message: `does not match ${params["pattern"]}` };
    case "minLength":
      return { path, kind: "outOfRange", message: `has fewer than ${params["limit"]} characters` };
    default:
      return { path, kind: "other", message: "has none of the forms that the spec allows" };
  }
}

/** Walks to a value. The steps into a list become numbers. */
function follow(root: unknown, keys: readonly string[]): { path: (string | number)[]; value: unknown } {
  let value = root;
  const path = keys.map((key) => {
    const step = Array.isArray(value) ? Number(key) : key;
    value = Reflect.get(Object(value), key);
    return step;
  });
  return { path, value };
}

function unescapePointer(key: string): string {
  return key.replaceAll("~1", "/").replaceAll("~0", "~");
}

function show(value: unknown): string {
  return JSON.stringify(value);
}

/** Prints a path: `data[0].status`. */
export function printPath(path: readonly (string | number)[]): string {
  const text = path.map((key) => {
    if (typeof key === "number") return `[${key}]`;
    return /^[\w$]+$/.test(key) ? `.${key}` : `[${show(key)}]`;
  });
  return text.join("").replace(/^\./, "") || "the whole";
}
