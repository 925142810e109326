import type { Condition } from "./condition.ts";
import type { fields } from "./generated/fields.ts";
import type { FieldEntry, Table } from "./table.ts";

/** A field that can be compared with one value. */
export interface SupportsEq<Value extends string> {
  /**
   * The field is exactly this value: `type = 'upgrade'`.
   *
   * @throws ExpressionError when the value is empty or cannot be written safely
   */
  eq(value: Value): Condition;
}

/** A field that can be compared with a list of values. */
export interface SupportsIn<Value extends string> {
  /**
   * The field is one of these values: `productKey in ('a', 'b')`. A list of one stays a list.
   *
   * @throws ExpressionError when the list is empty, or a value is empty or cannot be written safely
   */
  in(values: readonly Value[]): Condition;
}

/** A name that can be searched by a part of it. */
export interface SupportsLike {
  /**
   * The name contains this text: `name like 'pump'`. The API documents no wildcard: `%` and `_` are sent as they are.
   *
   * @throws ExpressionError when the text is empty or cannot be written safely
   */
  like(text: string): Condition;
}

/** In an object filter: the name contains this text. */
export interface LikeFilter {
  readonly like: string;
}

type ValueOf<Entry extends FieldEntry> = Entry["values"] extends readonly (infer Value extends string)[]
  ? Value
  : string;

type Allows<Entry extends FieldEntry, Operator, Yes, No> = Operator extends Entry["operators"][number]
  ? Yes
  : No;

type OperatorsOf<Entry extends FieldEntry> = Allows<Entry, "=", SupportsEq<ValueOf<Entry>>, unknown> &
  Allows<Entry, "in", SupportsIn<ValueOf<Entry>>, unknown> &
  Allows<Entry, "like", SupportsLike, unknown>;

/** The builder's fields for a table: `name.zh_CN` of the table is `zh_CN` of `name` here. */
export type FieldsOf<T extends Table> = {
  readonly [Name in keyof T as Name extends `${string}.${string}` ? never : Name]: OperatorsOf<T[Name]> & {
    readonly [Path in keyof T as Path extends `${Name & string}.${infer Member}`
      ? Member
      : never]: OperatorsOf<T[Path]>;
  };
};

/** The object filter for a table. */
export type FilterOf<T extends Table> = {
  readonly [Name in keyof T]?:
    | Allows<T[Name], "=", ValueOf<T[Name]>, never>
    | Allows<T[Name], "in", readonly ValueOf<T[Name]>[], never>
    | Allows<T[Name], "like", LikeFilter, never>;
};

/** The fields of an OTA job that a search can filter by, each with the operators that the API allows for it. */
export interface OtaJobFields extends FieldsOf<typeof fields> {}

/** A filter as an object: a text is `=`, a list is `in`, `{ like }` is `like`; all of it must hold. */
export interface OtaJobFilter extends FilterOf<typeof fields> {}
