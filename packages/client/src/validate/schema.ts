import type { Validator } from "../generated/validators.js";
import { mismatchesOf } from "./mismatch.ts";

/**
 * A schema in the form of [Standard Schema](https://standardschema.dev), version 1, which tRPC, TanStack Form, Hono, ts-rest
 * and others take in place of one of zod's.
 */
export interface StandardSchema<T> {
  readonly "~standard": StandardSchemaProps<T>;
}

/** What a {@link StandardSchema} is made of. */
export interface StandardSchemaProps<T> {
  /** The version of Standard Schema. */
  readonly version: 1;
  readonly vendor: "enos-ota";
  /** Checks a value. It returns at once, and the value itself, never a copy. */
  readonly validate: (value: unknown) => StandardSchemaResult<T>;
  /** Only there for the compiler. */
  readonly types?: { readonly input: T; readonly output: T } | undefined;
}

/** A value that matches, or what is wrong with it. */
export type StandardSchemaResult<T> =
  | { readonly value: T; readonly issues?: undefined }
  | { readonly issues: readonly StandardSchemaIssue[] };

/** One thing that is wrong with a value. */
export interface StandardSchemaIssue {
  /** A sentence without its subject, such as `is missing`. */
  readonly message: string;
  /** Where it is: names and indices. */
  readonly path: readonly (string | number)[];
}

/** Makes a schema. Texts that the spec does not list pass. */
export function schemaOf<T>(validator: Validator<T>): StandardSchema<T> {
  return {
    "~standard": {
      version: 1,
      vendor: "enos-ota",
      validate(value) {
        const issues = mismatchesOf(validator, value)
          .filter(({ kind }) => kind !== "unknownValue")
          .map(({ message, path }) => ({ message, path }));
        return issues.length > 0 ? { issues } : { value: value as T };
      },
    },
  };
}
