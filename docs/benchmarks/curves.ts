/** How something grows: a line for each subject. */
export interface Curve {
  readonly title: string;
  /** What the horizontal axis counts, such as `jobs`. */
  readonly size: string;
  /** The unit of the values. */
  readonly unit: string;
  /** `log`: both axes are logarithmic. @default linear */
  readonly axes?: string;
  /** What one must know to read it. */
  readonly note?: string;
  readonly lines: readonly Line[];
}

interface Line {
  readonly name: string;
  readonly points: readonly Point[];
}

interface Point {
  readonly size: number;
  readonly value: number;
}

/** A curve as a chart draws it, in the units of its picture. */
export interface DrawnCurve {
  readonly width: number;
  readonly height: number;
  readonly lines: readonly DrawnLine[];
  readonly sizes: readonly Tick[];
  readonly values: readonly Tick[];
}

interface DrawnLine {
  readonly name: string;
  readonly ours: boolean;
  /** The points as an SVG polyline has them. */
  readonly points: string;
  /** The last point, where the line's number stands. */
  readonly end: string;
}

/** A mark on an axis. */
export interface Tick {
  readonly at: number;
  readonly label: string;
}

const width = 600;
const height = 220;
const number = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });

/** Scales a curve to the picture. A linear value axis begins at 0, so that heights can be compared. */
export function drawCurve({ axes, lines }: Curve): DrawnCurve {
  const logarithmic = axes === "log";
  const points = lines.flatMap((line) => line.points);
  const sizes = scale(
    points.map(({ size }) => size),
    width,
    logarithmic,
  );
  const values = scale(
    points.map(({ value }) => value),
    height,
    logarithmic,
  );
  return {
    width,
    height,
    lines: lines.map(({ name, points: own }) => ({
      name,
      ours: name.startsWith("enos-ota"),
      points: own
        .map(({ size, value }) => `${round(sizes.at(size))},${round(height - values.at(value))}`)
        .join(" "),
      end: number.format(own.at(-1)?.value ?? 0),
    })),
    sizes: sizes.ticks.map((tick) => ({ at: round(sizes.at(tick)), label: number.format(tick) })),
    values: values.ticks.map((tick) => ({ at: round(height - values.at(tick)), label: number.format(tick) })),
  };
}

interface Scale {
  /** Where a number lies on the axis, from its beginning. */
  at(value: number): number;
  readonly ticks: readonly number[];
}

function scale(numbers: readonly number[], length: number, logarithmic: boolean): Scale {
  const largest = Math.max(...numbers);
  if (!logarithmic) {
    const step = niceStep(largest / 4);
    const end = Math.ceil(largest / step) * step;
    return {
      at: (value) => (value / end) * length,
      ticks: Array.from({ length: Math.round(end / step) + 1 }, (_, index) => index * step),
    };
  }
  const first = Math.floor(Math.log10(Math.min(...numbers.filter((each) => each > 0))));
  const last = Math.max(first + 1, Math.ceil(Math.log10(largest)));
  return {
    at: (value) => ((Math.log10(value) - first) / (last - first)) * length,
    ticks: Array.from({ length: last - first + 1 }, (_, index) => 10 ** (first + index)),
  };
}

/** The next larger 1, 2 or 5 times a power of ten. */
function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 5].find((each) => each * power >= least) ?? 10) * power;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
