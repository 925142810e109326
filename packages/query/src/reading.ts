import type { Problem } from "./problem.ts";
import type { Rules } from "./rules.ts";
import { Scanner } from "./scanner.ts";
import type { SourceText } from "./sourceText.ts";
import { isConnective } from "./table.ts";

/** Called for each problem, in the order of the text. It may throw to stop at the first one. */
export type Report = (problem: Problem, start: number, end: number) => void;

/** A text while it is read: its tokens, the rules it must keep, and where its problems are reported. */
export class Reading {
  readonly rules: Rules;
  readonly at: Scanner;
  /** Whether risky values are reported too. */
  readonly warnings: boolean;
  readonly report: Report;

  constructor(rules: Rules, source: SourceText, report: Report, warnings: boolean) {
    this.rules = rules;
    this.at = new Scanner(source);
    this.report = report;
    this.warnings = warnings;
  }

  /** Whether a comparison ends here: at the end of the text, at a connective, or at `or`. */
  isComparisonOver(): boolean {
    const { kind, token } = this.at;
    if (kind !== "word") return kind === "end";
    return isConnective(this.rules.table, token) || token.toLowerCase() === "or";
  }

  /** Reports a problem of the token at which the scanner stands. */
  problem(problem: Problem): void {
    this.report(problem, this.at.start, this.at.end);
  }

  /** Reports a problem, and gives the comparison up. */
  fail(problem: Problem): undefined {
    this.problem(problem);
    return undefined;
  }
}
