interface OperatorEntry {
  /** The builder's method. */
  readonly method: string;
  /** Whether one value or a list of values stands to the right of the operator. */
  readonly takes: "value" | "list";
  /** What the comparison means, for completion. */
  readonly meaning: string;
}

/**
 * The operators, by the symbol that the API uses. Types, builder, filter, parser, printer, completion and messages
 * read this record, and the evaluator must have a test for each entry. Which field takes which operator is decided
 * by its table. `!=` is not among them, because no page lists it: profile entry `notEqual`.
 */
export const operators = {
  "=": { method: "eq", takes: "value", meaning: "is exactly this value" },
  in: { method: "in", takes: "list", meaning: "is one of these values" },
  like: { method: "like", takes: "value", meaning: "contains this text" },
} as const;

/** How a comparison compares, by the symbol that the API uses. */
export type Operator = keyof typeof operators;

/** The symbols of all operators. */
export const operatorSymbols = /* @__PURE__ */ Object.keys(operators) as readonly Operator[];

/** The operators that take a list of values. */
export type ListOperator = {
  [Symbol in Operator]: (typeof operators)[Symbol]["takes"] extends "list" ? Symbol : never;
}[Operator];

/** Whether a list of values stands to the right of this operator. */
export function takesList(operator: Operator): operator is ListOperator {
  // Annotated, so that the compiler checks every entry of the record.
  const { takes }: OperatorEntry = operators[operator];
  return takes === "list";
}

/** The words that can join comparisons; a table says which of them its search has. */
export type Connective = "and" | "AND";
