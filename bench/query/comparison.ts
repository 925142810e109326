/** What every parser here returns for one comparison of an expression. */
export interface Comparison {
  readonly field: string;
  readonly operator: string;
  readonly value: string | number | boolean | readonly (string | number | boolean)[];
}
