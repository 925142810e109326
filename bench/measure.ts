import type { Effort, Row, Table } from "./section.ts";

/** What is measured: one call, which may be asynchronous. Its result is kept, so that it cannot be optimized away. */
export interface Subject {
  readonly name: string;
  readonly run: () => unknown;
  readonly note?: string;
  /** Called before each round, which does not count it; for what would disturb the others. Closed after the round. */
  readonly prepare?: () => { close(): void };
}

interface Settings {
  readonly title: string;
  /** The row that the others are compared with; the first subject by default. */
  readonly reference?: string;
  /** Calls under way at once; 1 by default. */
  readonly concurrency?: number;
}

/**
 * Measures subjects in microseconds per call. The rounds are interleaved and their order rotates, so that a machine
 * that gets slower or faster does so for all; each subject is warmed up before.
 */
export async function measure(
  subjects: readonly Subject[],
  effort: Effort,
  { title, reference = subjects[0]?.name ?? "", concurrency = 1 }: Settings,
): Promise<Table> {
  const samples = new Map<Subject, number[]>();
  for (const subject of subjects) {
    samples.set(subject, []);
    await time(subject, effort.roundMs / 2, concurrency);
  }
  for (let round = 0; round < effort.rounds; round++) {
    const turn = round % subjects.length;
    for (const subject of [...subjects.slice(turn), ...subjects.slice(0, turn)]) {
      samples.get(subject)?.push(await time(subject, effort.roundMs, concurrency));
    }
  }
  const figures = [...samples].map(([subject, times]) => ({ subject, ...spread(times) }));
  return { title, unit: "µs per call", reference, rows: compare(figures, reference) };
}

/** Median and range of samples. */
export function spread(samples: readonly number[]): { median: number; min: number; max: number } {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (index: number): number => sorted[index] ?? Number.NaN;
  const middle = (sorted.length - 1) / 2;
  return {
    median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2,
    min: at(0),
    max: at(sorted.length - 1),
  };
}

/** Rows with their ratio to the reference row. */
export function compare(
  figures: readonly {
    readonly subject: { readonly name: string; readonly note?: string };
    readonly median: number;
    readonly min: number;
    readonly max: number;
  }[],
  reference: string,
  better: Table["better"] = "lower",
): readonly Row[] {
  const base = figures.find(({ subject }) => subject.name === reference)?.median;
  if (base === undefined) throw new Error(`no subject is named ${reference}`);
  return figures.map(({ subject, median, min, max }) => ({
    name: subject.name,
    median,
    min,
    max,
    ratio: better === "lower" ? base / median : median / base,
    ...(subject.note !== undefined && { note: subject.note }),
  }));
}

let kept: unknown;

/** Microseconds per call over at least `ms` milliseconds. */
async function time({ run, prepare }: Subject, ms: number, concurrency: number): Promise<number> {
  const prepared = prepare?.();
  let calls = 0;
  const start = performance.now();
  const until = start + ms;
  const worker = async (): Promise<void> => {
    for (let batch = 1; performance.now() < until; batch = Math.min(batch * 2, 1024)) {
      for (let i = 0; i < batch; i++) {
        const result = run();
        // Only promises are awaited: an await would cost a synchronous subject more than its own work.
        kept = result instanceof Promise ? await result : result;
        calls++;
        if (result instanceof Promise && performance.now() >= until) return;
      }
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  const microseconds = (performance.now() - start) * 1000;
  prepared?.close();
  return microseconds / calls;
}

/** The last result of any subject; reading it keeps the engine from dropping the work. */
export function lastResult(): unknown {
  return kept;
}
