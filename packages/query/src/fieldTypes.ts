import type { Condition } from "./condition.ts";
import type { FieldEntry, LocalizedText, Table } from "./table.ts";

/** A field that can be compared with one value. */
export interface SupportsEq<Value extends string | number | boolean> {
  /**
   * The field is exactly this value: `type = 'upgrade'`.
   *
   * @throws ExpressionError when the value is empty or cannot be written safely
   */
  eq(value: Value): Condition;
}

/** A field that can be compared with a list of values. */
export interface SupportsIn<Value extends string | number | boolean> {
  /**
   * The field is one of these values: `productKey in ('a', 'b')`. A list of one stays a list.
   *
   * @throws ExpressionError when the list is empty, or a value is empty or cannot be written safely
   */
  in(values: readonly Value[]): Condition;
}

/** A name that can be searched for a part of it. */
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
  /** The part of the name. */
  readonly like: string;
}

// The types below derive builder, filter and record from any table. Those of the API's own tables are generated as
// interfaces, which read better in an editor; the compiler checks that both agree.

/** The values that a field of a table is compared with. */
export type ValueOf<Entry extends FieldEntry> = Entry extends { readonly values: readonly (infer Value)[] }
  ? Value & string
  : Entry extends { readonly type: "number" }
    ? number
    : Entry extends { readonly type: "boolean" }
      ? boolean
      : string;

type MethodsOf<Operator, Value extends string | number | boolean> = ("=" extends Operator
  ? SupportsEq<Value>
  : unknown) &
  ("in" extends Operator ? SupportsIn<Value> : unknown) &
  ("like" extends Operator ? SupportsLike : unknown);

type Methods<Entry extends FieldEntry> = MethodsOf<Entry["operators"][number], ValueOf<Entry>>;

type Paths<T extends Table> = keyof T["fields"] & string;
type Bare<Path> = Path extends `${string}.${string}` ? never : Path;
type MemberOf<Path, Name extends string> = Path extends `${Name}.${infer Member}` ? Member : never;

/** The builder's fields for a table: `name.zh_CN` of the table is `zh_CN` of `name` here. */
export type FieldsOf<T extends Table> = {
  readonly [Name in Bare<Paths<T>>]: Methods<T["fields"][Name]> & {
    readonly [Member in MemberOf<Paths<T>, Name>]: Methods<T["fields"][`${Name}.${Member}`]>;
  };
};

/** The object filter for a table. */
export type FilterOf<T extends Table> = {
  readonly [Path in Paths<T>]?: FilterValue<T["fields"][Path]>;
};

/** What an object filter may say about a field. */
export type FilterValue<Entry extends FieldEntry> = Entry extends unknown
  ?
      | ("=" extends Entry["operators"][number] ? ValueOf<Entry> : never)
      | ("in" extends Entry["operators"][number] ? readonly ValueOf<Entry>[] : never)
      | ("like" extends Entry["operators"][number] ? LikeFilter : never)
  : never;

/** The part of a record that the conditions of a table read. */
export type RecordOf<T extends Table> = {
  readonly [Name in Bare<Paths<T>>]?:
    | (T["fields"][Name] extends { readonly names: readonly string[] }
        ? LocalizedText
        : T["fields"][Name] extends { readonly type: infer Type }
          ? Type extends "number"
            ? number
            : boolean
          : string)
    | null
    | undefined;
};
