import { type Profile, profileEntries } from "@enos-ota/mock";
import { askRefresh, type Baseline, questions, readBaseline } from "./questions.ts";
import { Throttled, type Wire } from "./wire.ts";

/** An answer to an open question. */
type Answer = Profile[keyof Profile];

/** What was found out about one open question. */
export interface Finding {
  readonly name: keyof Profile;
  readonly question: string;
  readonly assumed: Answer;
  /** Undefined: not asked, or this EnOS does not allow to tell. */
  readonly seen: Answer | undefined;
}

/** What a probe found. */
export interface ProbeResult {
  readonly findings: readonly Finding[];
  /** Why it stopped before its end. */
  readonly stopped: Throttled | undefined;
}

/** Asks every open question that reading calls can answer. Stops at the first sign that EnOS wants less. */
export async function probe(
  wire: Wire,
  { refresh, asked }: { readonly refresh: boolean; readonly asked: (question: string) => Promise<void> },
): Promise<ProbeResult> {
  const seen = new Map<string, Answer>();
  let stopped: Throttled | undefined;
  try {
    const baseline = await readBaseline(wire);
    for (const name of names()) {
      if (questions[name] === undefined) continue;
      await asked(profileEntries[name].question);
      const value = await ask(name, wire, baseline);
      if (value !== undefined) seen.set(name, value);
    }
    if (refresh) for (const [name, value] of Object.entries(await askRefresh(wire))) seen.set(name, value);
  } catch (error) {
    if (!(error instanceof Throttled)) throw error;
    stopped = error;
  }
  const findings = names().map((name) => {
    const { question, default: assumed } = profileEntries[name];
    return { name, question, assumed, seen: seen.get(name) };
  });
  return { findings, stopped };
}

/** The answers that differ from what the mock assumes: a profile for it. Holds nothing else. */
export function profileOf(findings: readonly Finding[]): Readonly<Record<string, Answer>> {
  return Object.fromEntries(
    findings.flatMap((finding) =>
      finding.seen === undefined || isAsAssumed(finding) ? [] : [[finding.name, finding.seen]],
    ),
  );
}

/** Whether EnOS does what the mock assumes. */
export function isAsAssumed({ assumed, seen }: Finding): boolean {
  return JSON.stringify(seen) === JSON.stringify(assumed);
}

function ask<Name extends keyof Profile>(
  name: Name,
  wire: Wire,
  baseline: Baseline,
): Promise<Profile[Name] | undefined> | undefined {
  return questions[name]?.(wire, baseline, profileEntries[name].default);
}

function names(): readonly (keyof Profile)[] {
  return Object.keys(profileEntries).filter((name): name is keyof Profile =>
    Object.hasOwn(profileEntries, name),
  );
}
