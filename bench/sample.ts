import { compare, spread } from "./measure.ts";
import type { Table } from "./section.ts";

/** What gives a figure of its own when run once: the time of a process or of a whole loop, or a number of bytes. */
export interface Sampled {
  readonly name: string;
  readonly run: () => number | Promise<number>;
  readonly note?: string;
}

interface Settings {
  readonly title: string;
  readonly unit: string;
  readonly rounds: number;
  /** Runs of each subject that are thrown away before; 1 by default. */
  readonly warmups?: number;
  readonly better?: Table["better"];
  /** The row that the others are compared with; the first subject by default. */
  readonly reference?: string;
}

/** Takes samples of each subject in interleaved rounds whose order rotates. */
export async function sample(subjects: readonly Sampled[], settings: Settings): Promise<Table> {
  const { title, unit, rounds, warmups = 1, better = "lower" } = settings;
  const reference = settings.reference ?? subjects[0]?.name ?? "";
  const samples = new Map<Sampled, number[]>(subjects.map((subject) => [subject, []]));
  for (let round = -warmups; round < rounds; round++) {
    const turn = Math.max(round, 0) % subjects.length;
    for (const subject of [...subjects.slice(turn), ...subjects.slice(0, turn)]) {
      const figure = await subject.run();
      if (round >= 0) samples.get(subject)?.push(figure);
    }
  }
  const figures = [...samples].map(([subject, taken]) => ({ subject, ...spread(taken) }));
  return { title, unit, better, reference, rows: compare(figures, reference, better) };
}
