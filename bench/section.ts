/** How long to measure: `--quick` makes fewer and shorter rounds. */
export interface Effort {
  readonly quick: boolean;
  /** How often each subject is measured; the median is quoted. */
  readonly rounds: number;
  /** How long one round of one subject takes at least, in milliseconds. */
  readonly roundMs: number;
}

/** One measured subject. */
export interface Row {
  readonly name: string;
  readonly median: number;
  readonly min: number;
  readonly max: number;
  /** How this row stands to the reference: above 1 is better, whether the unit counts cost or yield. */
  readonly ratio: number;
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
