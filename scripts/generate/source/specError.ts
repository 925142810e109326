/** Something in the spec that the generator cannot use, and where it stands. */
export interface SpecProblem {
  /** Keys and indices that lead to the faulty value. */
  readonly path: readonly (string | number)[];
  /** Whether the last key of the path is at fault rather than its value. */
  readonly atKey?: boolean;
  /** A sentence: what is wrong and what is allowed. */
  readonly message: string;
}

/** A spec that the generator refuses. Its message has one line for each problem: file, line, column and sentence. */
export class SpecError extends Error {
  override readonly name = "SpecError";

  constructor(lines: readonly string[]) {
    super(lines.join("\n"));
  }
}

/** A place in a file. Lines and columns start at 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** One line of a {@link SpecError}, in the form that editors and terminals turn into a link. */
export function located(file: string, { line, column }: Position, message: string): string {
  return `${file}:${line}:${column}: ${message}`;
}
