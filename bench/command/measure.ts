import { output } from "../process.ts";

/** What a process of Node took. */
export interface Cost {
  readonly ms: number;
  /** The most memory that it had at a time, in MiB. */
  readonly peakMib: number;
  readonly printed: string;
}

const tellsPeak = "data:text/javascript,process.on('exit',()=>console.log(process.resourceUsage().maxRSS))";

/** Runs a program of Node to its end. */
export async function measure(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Cost> {
  const start = performance.now();
  const lines = (await output(process.execPath, ["--import", tellsPeak, ...args], { env }))
    .trim()
    .split("\n");
  const ms = performance.now() - start;
  const kib = Number(lines.pop());
  return { ms, peakMib: kib / 1024, printed: lines.join("\n") };
}
