/** How long to measure: `--quick` makes fewer and shorter rounds. */
export interface Effort {
  readonly quick: boolean;
  /** How often each subject is measured; the median is quoted. */
  readonly rounds: number;
  /** How long one round of one subject takes at least, in milliseconds. */
  readonly roundMs: number;
}

/** One measured subject. Lower is better unless the section says otherwise. */
export interface Row {
  readonly name: string;
  readonly median: number;
  readonly min: number;
  readonly max: number;
  /** Median of the reference ÷ median of this row: above 1 is better than the reference. */
  readonly ratio: number;
  readonly note?: string;
}

/** One table of the report. */
export interface Table {
  readonly title: string;
  /** What the numbers count, such as `µs per call`. */
  readonly unit: string;
  /** The row that the others are compared with. */
  readonly reference: string;
  readonly rows: readonly Row[];
}

/** One chapter of the report. */
export interface Section {
  readonly title: string;
  /** What was done, so that a reader can judge whether it is fair. */
  readonly method: string;
  readonly tables: readonly Table[];
}

/** A file of `bench/` that measures one chapter exports this. */
export type Bench = (effort: Effort) => Promise<Section>;
