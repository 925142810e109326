import { propertyOf, readExpressions } from "../source/fields.ts";
import type { Path } from "../source/pointer.ts";
import {
  type Expression,
  type ExpressionField,
  resolve,
  type Schema,
  type SpecDocument,
} from "../source/spec.ts";
import type { SpecProblem } from "../source/specError.ts";
import { didYouMean, list, shown } from "./words.ts";

/** Checks that builder, parser and evaluator can do what each `x-enos-expression` says. */
export function checkExpressions(document: SpecDocument): readonly SpecProblem[] {
  return [...readExpressions(document)].flatMap(([name, expression]) => {
    const path = ["components", "schemas", name, "properties", "expression", "x-enos-expression"];
    return [...checkMessage(document, expression, path), ...checkFields(document, expression, path)];
  });
}

function checkMessage(document: SpecDocument, { operatorNotAllowed }: Expression, path: Path): SpecProblem[] {
  const { code, message } = operatorNotAllowed;
  const problems: SpecProblem[] = [];
  if (!(String(code) in document["x-enos-error-codes"])) {
    problems.push({
      path: [...path, "operatorNotAllowed", "code"],
      message: `The code ${code} is not described in x-enos-error-codes.`,
    });
  }
  for (const [placeholder] of message.matchAll(/\{[^}]*\}/g)) {
    if (placeholder === "{operator}" || placeholder === "{allowed}") continue;
    problems.push({
      path: [...path, "operatorNotAllowed", "message"],
      message: `${placeholder} cannot be filled in${didYouMean(placeholder, ["{operator}", "{allowed}"])} Allowed are {operator}, {allowed}.`,
    });
  }
  return problems;
}

function checkFields(document: SpecDocument, { record, fields }: Expression, path: Path): SpecProblem[] {
  const schemas: Readonly<Record<string, Schema>> = document.components.schemas;
  const properties = Object.keys(schemas[record]?.properties ?? {});
  if (properties.length === 0) {
    return [
      {
        path: [...path, "record"],
        message: `There is no schema ${record} with properties in components.schemas.`,
      },
    ];
  }
  return Object.entries(fields).flatMap(([name, field]) => {
    const place = [...path, "fields", name];
    const property = propertyOf(document, record, name);
    if (property === undefined) {
      return [
        {
          path: place,
          atKey: true,
          message: `${record} has no property ${name}${didYouMean(name, properties)}`,
        },
      ];
    }
    return field.localized
      ? checkLocalized(document, record, name, field, place)
      : checkPlain(name, field, property, place);
  });
}

function checkPlain(
  name: string,
  { operators }: ExpressionField,
  { type, enum: values }: NonNullable<ReturnType<typeof propertyOf>>,
  path: Path,
) {
  const types = [type ?? []].flat().filter((one) => one !== "null");
  const [only] = types;
  if (types.length !== 1 || !["string", "integer", "number", "boolean"].includes(only ?? "")) {
    return [
      {
        path,
        atKey: true,
        message: `${name} is ${list(types)}, and an expression compares with one text, number or boolean. Remove the field, or make it localized if it is a text in several languages.`,
      },
    ];
  }
  if (only !== "string") {
    if (values !== undefined) {
      return [
        {
          path,
          atKey: true,
          message: `${name} is ${list(types)} with an enum; expressions can list the values of texts only. Remove the enum or the field.`,
        },
      ];
    }
    return operators.includes("like")
      ? [
          {
            path: [...path, "operators", operators.indexOf("like")],
            message: `${name} is ${list(types)}, and like compares texts only. Allowed are =, in.`,
          },
        ]
      : [];
  }
  const odd = values?.find((value) => typeof value !== "string" && value !== null);
  return odd === undefined
    ? []
    : [{ path, atKey: true, message: `The enum of ${name} has the value ${shown(odd)}, which is no text.` }];
}

function checkLocalized(
  document: SpecDocument,
  record: string,
  name: string,
  { localized }: ExpressionField,
  path: Path,
): readonly SpecProblem[] {
  const property = propertyOf(document, record, name);
  const schema: Schema = property === undefined ? {} : resolve(document, property as Schema);
  if (!schema.properties?.["defaultValue"] || !schema.properties["i18nValue"]) {
    return [
      {
        path: [...path, "localized"],
        atKey: true,
        message: `${name} is no text in several languages (StringI18n).`,
      },
    ];
  }
  const members = Object.keys(localized?.members ?? {});
  return Object.entries(localized?.members ?? {}).flatMap(([member, { fallback }]) =>
    fallback === undefined || (members.includes(fallback) && fallback !== member)
      ? []
      : [
          {
            path: [...path, "localized", "members", member, "fallback"],
            message: `${fallback} is not another member of ${name}${didYouMean(fallback, members)} Members are ${list(members)}.`,
          },
        ],
  );
}
