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
  readonly responses: Readonly<Record<string, Response | Ref>>;
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
}

export type Property = SchemaOrRef & { readonly "x-enos-expression"?: Expression };

export type SchemaOrRef = Ref | { readonly enum?: readonly (string | null)[] };

/** `x-enos-expression`: what an expression may hold. */
export interface Expression {
  /** The schema of what is searched for; `JobInfo` where it is not given. */
  readonly record?: string;
  readonly connectives: readonly string[];
  readonly operatorNotAllowed: { readonly code: number; readonly message: string };
  readonly fields: Readonly<Record<string, ExpressionField>>;
}

export interface ExpressionField {
  readonly operators: readonly string[];
  readonly localized?: {
    readonly any: readonly string[];
    readonly members: Readonly<Record<string, { readonly fallback?: string }>>;
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

/** What a JSON pointer of the form `#/a/b` leads to. */
export function resolve<T>(document: SpecDocument, value: T | Ref): T {
  if (!isRef(value)) return value;
  let found: unknown = document;
  for (const step of value.$ref.slice(2).split("/")) {
    found = (found as Record<string, unknown> | undefined)?.[step];
  }
  if (found === undefined) throw new Error(`spec: ${value.$ref} leads nowhere`);
  return found as T;
}

function isRef(value: unknown): value is Ref {
  return typeof value === "object" && value !== null && "$ref" in value;
}
