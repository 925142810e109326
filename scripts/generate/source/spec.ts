import { pathOf, valueAt } from "./pointer.ts";

/** The parts of the spec that the generator reads by name. */
export interface SpecDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly securitySchemes: Readonly<Record<string, SecurityScheme>>;
    readonly schemas: {
      readonly BusinessErrorCode: { readonly enum: readonly number[] };
      readonly PaginationRequest: {
        readonly properties: {
          readonly pageNo: { readonly minimum: number };
          readonly pageSize: { readonly maximum: number };
        };
        readonly "x-enos-pagination": Pagination;
      };
      readonly SearchRequest: {
        readonly properties: { readonly expression: { readonly "x-enos-expression": Expression } };
      };
    } & Readonly<Record<string, Schema>>;
  };
  readonly "x-enos-error-codes": Readonly<Record<string, ErrorCode>>;
  readonly "x-enos-timing": Timing;
}

export interface Operation {
  readonly operationId: string;
  /** Empty where the operation needs no signature. */
  readonly security?: readonly unknown[];
  readonly "x-enos-permission"?: Permission;
  readonly responses: Readonly<Record<string, Response | Ref>>;
}

/** `x-enos-permission`: what the service account needs to be allowed to call the operation. */
export interface Permission {
  readonly service: string;
  readonly operation: string;
}

export interface Response {
  readonly content?: Readonly<Record<string, { readonly examples?: Readonly<Record<string, Example>> }>>;
}

export interface Example {
  readonly summary?: string;
  readonly value: unknown;
}

export interface SecurityScheme {
  readonly type: string;
  readonly in: string;
  readonly name: string;
}

export interface Ref {
  readonly $ref: string;
}

export interface Schema {
  readonly properties?: Readonly<Record<string, Property>>;
  readonly required?: readonly string[];
}

export interface Property {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly description?: string;
  readonly items?: Partial<Ref>;
  readonly "x-enos-expression"?: Expression;
}

/** `x-enos-expression`: what an expression may hold. */
export interface Expression {
  /** The schema of what is searched for. */
  readonly record: string;
  /** The word between conditions that must all hold. */
  readonly connective: string;
  readonly operatorNotAllowed: { readonly code: number; readonly message: string };
  readonly fields: Readonly<Record<string, ExpressionField>>;
}

export interface ExpressionField {
  readonly operators: readonly string[];
  readonly localized?: {
    readonly any: readonly string[];
    readonly members: Readonly<Record<string, { readonly fallback?: string }>>;
    /** The locales that samples use. */
    readonly seen?: readonly string[];
  };
}

/** `x-enos-pagination`: the limits of a page. */
export interface Pagination {
  readonly firstPageNo: number;
  readonly defaultPageSize: number;
  readonly recommendedPageSize: number;
  readonly maximumPageSize: number;
  readonly sortedBy: { readonly field: string; readonly order: string };
}

/** One row of `x-enos-error-codes`. */
export interface ErrorCode {
  readonly name: string;
  readonly message: string;
  readonly meaning: string;
  readonly retryable: boolean;
  readonly recovery?: string;
}

/** `x-enos-timing`, in seconds. */
export interface Timing {
  readonly consistencyDelaySeconds: number;
  readonly signatureWindowSeconds: number;
  readonly tokenLifetimeSeconds: number;
}

/** A value itself, or what its reference leads to. References have been checked when the spec was read. */
export function resolve<T extends object>(document: SpecDocument, value: T | Ref): T {
  if (!("$ref" in value) || typeof value.$ref !== "string") return value as T;
  return resolve(document, valueAt(document, pathOf(value.$ref)) as T | Ref);
}
