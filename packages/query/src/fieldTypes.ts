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

// What follows is written for few instantiations: indexed access where inference would do too. Aliases would show in
// the editor with the whole table as their argument, so they hide behind conditions, which show what they come to.

type ValueOf<Entry extends FieldEntry> = "values" extends keyof Entry
  ? NonNullable<Entry["values"]>[number]
  : string;

type OperatorsOf<Operator, Entry extends FieldEntry> = ("=" extends Operator
  ? SupportsEq<ValueOf<Entry>>
  : unknown) &
  ("in" extends Operator ? SupportsIn<ValueOf<Entry>> : unknown) &
  ("like" extends Operator ? SupportsLike : unknown);

type Dotted<Path> = Path extends `${string}.${string}` ? Path : never;
type Bare<Path> = Path extends `${string}.${string}` ? never : Path;
type ParentOf<Path> = Path extends `${infer Name}.${string}` ? Name : never;
type MemberOf<Path, Name extends string> = Path extends `${Name}.${infer Member}` ? Member : never;

/** The builder's fields for a table: `name.zh_CN` of the table is `zh_CN` of `name` here. */
export type FieldsOf<T extends Table> = {
  readonly [Name in Bare<keyof T>]: Name extends ParentOf<Dotted<keyof T>>
    ? OperatorsOf<T[Name]["operators"][number], T[Name]> & {
        readonly [Member in MemberOf<Dotted<keyof T>, Name>]: OperatorsOf<
          T[`${Name}.${Member}`]["operators"][number],
          T[`${Name}.${Member}`]
        >;
      }
    : OperatorsOf<T[Name]["operators"][number], T[Name]>;
};

/** What an object filter may say of a field. */
export type FilterValue<Entry extends FieldEntry> = Entry extends unknown
  ?
      | ("=" extends Entry["operators"][number] ? ValueOf<Entry> : never)
      | ("in" extends Entry["operators"][number] ? readonly ValueOf<Entry>[] : never)
      | ("like" extends Entry["operators"][number] ? LikeFilter : never)
  : never;

/** The fields of an OTA job that a search can filter by, each with the operators that the API allows for it. */
export interface OtaJobFields extends FieldsOf<typeof fields> {}

/** A filter as an object: a text is `=`, a list is `in`, `{ like }` is `like`; all of it must hold. */
export type OtaJobFilter = {
  readonly [Name in keyof typeof fields]?: FilterValue<(typeof fields)[Name]>;
};
