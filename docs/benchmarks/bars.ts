import type { Curve } from "./curves.ts";

/** What a run of the benchmarks writes, as far as the charts show it. */
export interface BenchmarkResults {
  readonly machine: string;
  readonly node: string;
  readonly sections: readonly Section[];
}

interface Section {
  readonly title: string;
  readonly tables: readonly Table[];
  readonly curves?: readonly Curve[];
}

/** One table: the same work done by several subjects. */
export interface Table {
  readonly title: string;
  readonly unit: string;
  readonly rows: readonly Row[];
}

interface Row {
  readonly name: string;
  readonly median: number;
  /** How it compares with the reference of its table; 1 for the reference itself. */
  readonly ratio?: number | null;
  /** The 95 % interval of the ratio. */
  readonly interval?: readonly number[];
}

/** A row as a chart draws it. */
export interface Bar {
  readonly name: string;
  readonly ours: boolean;
  /** Width in per cent of the longest bar. */
  readonly percent: number;
  readonly value: string;
  readonly ratio: string | undefined;
}

/** Scales the rows of a table to its largest value. */
export function barsOf({ rows }: Table): Bar[] {
  const largest = Math.max(...rows.map(({ median }) => median));
  return rows.map(({ name, median, ratio, interval }) => ({
    name,
    ours: name.startsWith("enos-ota"),
    percent: largest > 0 ? (median / largest) * 100 : 0,
    value: new Intl.NumberFormat("en", { maximumSignificantDigits: 3 }).format(median),
    ratio:
      typeof ratio === "number"
        ? `×${ratio.toFixed(2)}${interval ? ` (${interval.map((bound) => bound.toFixed(2)).join(" to ")})` : ""}`
        : undefined,
  }));
}
