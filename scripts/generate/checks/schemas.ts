import { Ajv2020 } from "ajv/dist/2020.js";
import { isTree, type Place, pathOf, placesOf, type Tree } from "../source/pointer.ts";
import type { SpecProblem } from "../source/specError.ts";
import { didYouMean, list, shown } from "./words.ts";

const types = ["string", "number", "integer", "boolean", "object", "array", "null"];
const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false });

/** Checks that every schema is a JSON Schema, with types that exist and required properties that it has. */
export function checkSchemas(document: unknown): readonly SpecProblem[] {
  return [...rootSchemas(document)].flatMap((place) => {
    const unknownTypes = [...placesOf(place.value, place.path)].flatMap(checkType);
    // The metaschema would only say of an unknown type that several of its parts do not fit.
    const problems = unknownTypes.length > 0 ? unknownTypes : checkMetaschema(place);
    return problems.length > 0 ? problems : [...placesOf(place.value, place.path)].flatMap(checkRequired);
  });
}

/** Schemas that are not part of another schema. */
function* rootSchemas(document: unknown): Generator<Place> {
  for (const place of placesOf(document)) {
    const { path } = place;
    if (
      (path[0] === "components" && path[1] === "schemas" && path.length === 3) ||
      path.at(-1) === "schema"
    ) {
      yield place;
    }
  }
}

function checkType({ path, value }: Place): readonly SpecProblem[] {
  const inExtension = path.some((step) => String(step).startsWith("x-"));
  if (path.at(-1) !== "type" || path.at(-2) === "properties" || inExtension) return [];
  return (Array.isArray(value) ? value : [value])
    .filter((type) => !types.includes(type))
    .map((type) => ({
      path,
      message: `${shown(type)} is no type of JSON Schema${didYouMean(type, types)} Allowed are ${list(types)}.`,
    }));
}

function checkMetaschema({ path, value }: Place): readonly SpecProblem[] {
  if (!isTree(value)) return [{ path, message: `A schema must be a mapping, but is ${shown(value)}.` }];
  if (ajv.validateSchema(value) === true) return [];
  const [error] = ajv.errors ?? [];
  const below = pathOf(error?.instancePath ?? "");
  return [
    {
      path: [...path, ...below],
      message: `${below.at(-1) ?? "The schema"} ${error?.message ?? "is not valid"}.`,
    },
  ];
}

function checkRequired({ path, value }: Place): readonly SpecProblem[] {
  if (!isTree(value) || !Array.isArray(value["required"]) || !isTree(value["properties"])) return [];
  const properties: Tree = value["properties"];
  return value["required"].flatMap((name: string, index) =>
    Object.hasOwn(properties, name)
      ? []
      : [
          {
            path: [...path, "required", index],
            message: `required names ${name}, which is not among the properties${didYouMean(name, Object.keys(properties))}`,
          },
        ],
  );
}
