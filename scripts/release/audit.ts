import { root } from "../root.ts";
import { run } from "../run.ts";

/** What the registry's advisories say of the locked versions. */
export type Verdict = "clean" | "vulnerable" | "unanswered";

/** One question to the registry. */
interface Audit {
  readonly what: string;
  readonly args: readonly string[];
}

const audits: readonly Audit[] = [
  { what: "what users install", args: ["--prod"] },
  // A tool never meets a stranger's input, so that most advisories are none for us.
  { what: "the tools", args: ["--dev", "--audit-level", "high"] },
];

/** Asks a registry whether it knows a vulnerability of any version in the lock file. */
export async function audit(
  log: (text: string) => void,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Verdict> {
  let verdict: Verdict = "clean";
  for (const { what, args } of audits) {
    const { status, output } = await run(root, "pnpm", ["audit", ...args], env);
    if (status === 0) {
      log(`No advisory concerns ${what}.`);
      continue;
    }
    log(output.trim());
    if (output.includes("ERR_PNPM_AUDIT")) return "unanswered";
    log(
      `Known vulnerabilities concern ${what}: raise the versions, or override them in pnpm-workspace.yaml.`,
    );
    verdict = "vulnerable";
  }
  return verdict;
}

// pnpm audit:known [--must]   fails for a known vulnerability; with --must also where the registry answers no such question
if (import.meta.main) {
  const verdict = await audit((text) => console.log(text));
  const must = process.argv.includes("--must");
  if (verdict === "unanswered")
    console.log(
      "!! NOTHING WAS CHECKED: the registry has no database of vulnerabilities, or could not be asked.",
    );
  process.exitCode = verdict === "vulnerable" || (verdict === "unanswered" && must) ? 1 : 0;
}
