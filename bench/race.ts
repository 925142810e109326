import { seededRandom } from "../scripts/random.ts";
import type { Effort, Row, Table } from "./section.ts";
import { median, medianInterval, shuffled } from "./statistics.ts";

/** What takes part: each run returns one figure, such as microseconds per call, milliseconds of a process, or bytes. */
export interface Racer {
  readonly name: string;
  readonly run: () => number | Promise<number>;
  readonly note?: string;
}

/** How a race is run. */
export interface RaceSettings {
  readonly title: string;
  /** What the figures count. */
  readonly unit: string;
  /** How often each racer runs. */
  readonly rounds: number;
  /** Rounds before, whose figures are thrown away. @default 1 */
  readonly warmups?: number;
  /** Which figures are better. @default "lower" */
  readonly better?: Table["better"];
  /** The row that the others are compared with. @default the first racer */
  readonly reference?: string;
  /** Part of a name: only these racers run, beside the reference. */
  readonly only?: string | undefined;
}

/**
 * Runs every racer once in each round, in random order. The ratio to the reference is taken within each round; the table
 * states the median ratio and its 95 % interval. The reference runs twice in each round: its second row (A/A) shows how
 * far apart two equal subjects come out, and its interval must contain 1.
 */
export async function race(racers: readonly Racer[], settings: RaceSettings): Promise<Table> {
  const { title, unit, rounds, warmups = 1, better = "lower" } = settings;
  const reference = racers.find(({ name }) => name === (settings.reference ?? racers[0]?.name));
  if (reference === undefined) throw new Error(`No racer of "${title}" is named ${settings.reference}.`);
  const again: Racer = {
    ...reference,
    name: `${reference.name} (again)`,
    note: "A/A: the same subject a second time",
  };
  const all = [reference, ...(rounds > 1 ? [again] : []), ...racers.filter((racer) => racer !== reference)];
  const chosen = all.filter(
    (racer) => racer === reference || racer === again || racer.name.includes(settings.only ?? ""),
  );
  const random = seededRandom(1);
  const figures = new Map<Racer, number[]>(chosen.map((racer) => [racer, []]));
  for (let round = -warmups; round < rounds; round++) {
    for (const racer of shuffled(chosen, random)) {
      const figure = await racer.run();
      if (round >= 0) figures.get(racer)?.push(figure);
    }
  }
  const base = figures.get(reference) ?? [];
  const rows = chosen.map(
    (racer): Row => ({
      name: racer.name,
      ...compare(figures.get(racer) ?? [], base, better, racer === reference, random),
      ...(racer.note !== undefined && { note: racer.note }),
    }),
  );
  return { title, unit, better, reference: reference.name, rows };
}

function compare(
  samples: readonly number[],
  base: readonly number[],
  better: Table["better"],
  isReference: boolean,
  random: () => number,
): Omit<Row, "name" | "note"> {
  const ratios = samples.map((sample, round) => {
    const other = base[round] ?? Number.NaN;
    return better === "higher" ? sample / other : other / sample;
  });
  return {
    median: median(samples),
    ratio: isReference ? 1 : median(ratios),
    ...(!isReference && samples.length > 2 && { interval: medianInterval(ratios, random) }),
  };
}

/** One call of a subject, which may be asynchronous. */
export interface Subject {
  readonly name: string;
  readonly run: () => unknown;
  readonly note?: string;
  /** Called before each round, which does not count it; for what would disturb the others. Closed after the round. */
  readonly prepare?: () => { close(): void };
}

/** Races subjects by microseconds per call. */
export async function raceCalls(
  subjects: readonly Subject[],
  effort: Effort,
  settings: Pick<RaceSettings, "title" | "reference"> & {
    /** Calls in flight at once. @default 1 */
    readonly concurrency?: number;
  },
): Promise<Table> {
  const { concurrency = 1, ...rest } = settings;
  return race(
    subjects.map((subject) => ({ ...subject, run: () => time(subject, effort.roundMs, concurrency) })),
    { ...rest, unit: "µs per call", rounds: effort.rounds, warmups: effort.warmups, only: effort.only },
  );
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
