import { Ajv2020 } from "ajv/dist/2020.js";
import { isTree, type Path, type Place, pathOf, placesOf, pointerOf } from "../source/pointer.ts";
import type { SpecDocument } from "../source/spec.ts";
import type { SpecProblem } from "../source/specError.ts";
import { shown } from "./words.ts";

/** Checks that every example fits its schema: examples are scenarios of the mock and documentation. */
export function checkExamples(document: SpecDocument): readonly SpecProblem[] {
  const ajv = new Ajv2020({
    strict: false,
    validateFormats: false,
    validateSchema: false,
    // Each schema checks few examples: compiling it once and quickly matters more than fast code.
    inlineRefs: false,
    code: { optimize: false },
  });
  ajv.addSchema({ ...document, $id: "spec" });
  return [...placesOf(document)].flatMap(examplesOf).flatMap(({ path, value, schema }) => {
    // Unlike `compile()`, this compiles a schema once for all of its examples.
    const validate = ajv.getSchema(`spec#${encodeURI(pointerOf(schema))}`);
    if (!validate || validate(value)) return [];
    const error = deepest(validate.errors ?? []);
    const below = pathOf(error?.instancePath ?? "");
    const subject = below.length === 0 ? "The example" : below.join(".");
    return [
      {
        path: [...path, ...below],
        message: `The example does not fit its schema: ${subject} ${error?.message ?? "is wrong"}${detail(error?.params)}.`,
      },
    ];
  });
}

interface Example extends Place {
  readonly schema: Path;
}

function examplesOf({ path, value }: Place): readonly Example[] {
  if (!isTree(value) || path.at(-1) === "properties") return [];
  // In a schema, `examples` is a list of values.
  if (Array.isArray(value["examples"])) {
    return value["examples"].map((example, index) => ({
      path: [...path, "examples", index],
      value: example,
      schema: path,
    }));
  }
  if (!isTree(value["schema"])) return [];
  const schema = [...path, "schema"];
  const named = isTree(value["examples"]) ? Object.entries(value["examples"]) : [];
  return [
    ...named.flatMap(([name, example]) =>
      isTree(example) && "value" in example
        ? [{ path: [...path, "examples", name, "value"], value: example["value"], schema }]
        : [],
    ),
    ...("example" in value ? [{ path: [...path, "example"], value: value["example"], schema }] : []),
  ];
}

interface AjvError {
  readonly instancePath: string;
  readonly message?: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** Of the errors of an alternative, the one that came furthest into the example: the others tried the wrong one. */
function deepest(errors: readonly AjvError[]): AjvError | undefined {
  return errors.reduce<AjvError | undefined>(
    (found, error) =>
      found === undefined || error.instancePath.split("/").length > found.instancePath.split("/").length
        ? error
        : found,
    undefined,
  );
}

function detail(params: AjvError["params"] = {}): string {
  const value = params["additionalProperty"] ?? params["allowedValues"] ?? params["allowedValue"];
  return value === undefined ? "" : ` (${shown(value)})`;
}
