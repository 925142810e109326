import { readFileSync } from "node:fs";
import type { ErrorObject } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import { pathOf, valueAt } from "../source/pointer.ts";
import type { SpecProblem } from "../source/specError.ts";
import { didYouMean, list, shown } from "./words.ts";

const schema = JSON.parse(
  readFileSync(new URL("../../../spec/extensions.schema.json", import.meta.url), "utf8"),
);
const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true, verbose: true }).compile(schema);

/** Checks the vendor extensions, and that the parts of the document that the generator reads by name exist. */
export function checkExtensions(document: unknown): readonly SpecProblem[] {
  if (validate(document)) return [];
  const problems = (validate.errors ?? [])
    // These only repeat that a part below them does not fit.
    .filter(({ keyword }) => !["if", "allOf", "propertyNames"].includes(keyword))
    .map((error) => problemOf(error, document));
  return problems.filter(
    ({ path, message }, index) =>
      problems.findIndex((other) => other.message === message && `${other.path}` === `${path}`) === index,
  );
}

function problemOf(error: ErrorObject, document: unknown): SpecProblem {
  const path = pathOf(error.instancePath);
  const subject = path.at(-1) ?? "the document";
  const value = valueAt(document, path);
  switch (error.keyword) {
    case "additionalProperties":
    case "unevaluatedProperties": {
      const key = String(error.params["additionalProperty"] ?? error.params["unevaluatedProperty"]);
      const allowed = Object.keys(error.parentSchema?.["properties"] ?? {});
      return {
        path: [...path, key],
        atKey: true,
        message: `${key} is no key of ${subject}${didYouMean(key, allowed)} Allowed are ${list(allowed)}.`,
      };
    }
    case "required": {
      const key: string = error.params["missingProperty"];
      return { path, atKey: true, message: `${subject} needs the key ${key}.` };
    }
    case "enum": {
      const allowed: readonly unknown[] = error.params["allowedValues"];
      if (error.propertyName !== undefined) {
        const key = error.propertyName;
        return {
          path: [...path, key],
          atKey: true,
          message: `The generator knows no extension ${key} here${didYouMean(key, allowed)} Allowed are ${list(allowed)}.`,
        };
      }
      return {
        path,
        message: `${shown(value)} is not allowed here${didYouMean(value, allowed)} Allowed are ${list(allowed)}.`,
      };
    }
    case "const":
      return {
        path,
        message: `${subject} must be ${shown(error.params["allowedValue"])}, but is ${shown(value)}.`,
      };
    case "type":
      return {
        path,
        message: `${subject} must be ${typeWords(error.params["type"])}, but is ${shown(value)}.`,
      };
    case "pattern":
      if (error.propertyName !== undefined) {
        const key = error.propertyName;
        return {
          path: [...path, key],
          atKey: true,
          message: `${key} cannot be a key of ${subject}: ${expectation(error)}.`,
        };
      }
      return { path, message: `${shown(value)} cannot be used here: ${expectation(error)}.` };
    default:
      return { path, message: `${subject} ${error.message ?? "is not allowed"}; it is ${shown(value)}.` };
  }
}

/** What the schema says of a pattern in words, which people read more easily than the pattern. */
function expectation({ parentSchema, message }: ErrorObject): string {
  const words: unknown = parentSchema?.["description"];
  return typeof words === "string" ? words.replace(/\.$/, "") : (message ?? "it does not fit");
}

function typeWords(type: string | readonly string[]): string {
  const words: Record<string, string> = {
    object: "a mapping",
    array: "a list",
    string: "a text",
    integer: "a whole number",
    number: "a number",
    boolean: "true or false",
    null: "null",
  };
  return (Array.isArray(type) ? type : [type]).map((name) => words[name] ?? name).join(" or ");
}
