/** How long to measure: `--quick` makes fewer and shorter rounds. */
export interface Effort {
  readonly quick: boolean;
  /** How often each subject runs; every figure of a table is a median over the rounds. */
  readonly rounds: number;
  /** Rounds before, whose figures are thrown away. */
  readonly warmups: number;
  /** How long one round of one subject takes at least, in milliseconds. */
  readonly roundMs: number;
  /** Part of a row's name: only such rows are measured, beside the reference. */
  readonly only?: string | undefined;
}

/** One measured subject. */
export interface Row {
  readonly name: string;
  readonly median: number;
  /** The median of the ratios to the reference within each round. Above 1 is better, whether the unit counts cost or yield. */
  readonly ratio: number;
  /** The 95 % interval of the ratio; missing for the reference, and where there were fewer than three rounds. */
  readonly interval?: readonly [low: number, high: number];
  readonly note?: string;
}

/** One table of the report. */
export interface Table {
  readonly title: string;
  /** What the numbers count, such as `µs per call`. */
  readonly unit: string;
  /** Which numbers are better; `lower` by default. */
  readonly better?: "lower" | "higher";
  /** The row that the others are compared with. */
  readonly reference: string;
  readonly rows: readonly Row[];
}

/** How a figure moves with a size: one line per subject. */
export interface Curve {
  readonly title: string;
  /** What grows, such as `endpoints`. */
  readonly size: string;
  /** What the figures count, such as `ms`. */
  readonly unit: string;
  /** How the chart's axes run: `log` shows a cost that grows linearly as a straight line; `linear` by default. */
  readonly axes?: "linear" | "log";
  readonly lines: readonly {
    readonly name: string;
    readonly points: readonly { readonly size: number; readonly value: number }[];
  }[];
  /** What is to be seen in it. */
  readonly note?: string;
}

/** One chapter of the report. */
export interface Section {
  readonly title: string;
  /** What was done, so that a reader can judge whether it is fair. */
  readonly method: string;
  readonly tables: readonly Table[];
  readonly curves?: readonly Curve[];
}

/** A file of `bench/` that measures one chapter exports this. */
export type Bench = (effort: Effort) => Promise<Section>;
