import { readFile } from "node:fs/promises";

/** The peak memory of a process and its child processes, in MiB, as Linux counts it. */
export async function peakMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  const [, kib] = /^VmHWM:\s+(\d+) kB$/m.exec(status) ?? [];
  if (kib === undefined) throw new Error(`process ${pid} has no VmHWM`);
  const children = (await readFile(`/proc/${pid}/task/${pid}/children`, "utf8")).match(/\d+/g) ?? [];
  let mib = Number(kib) / 1024;
  for (const child of children) mib += await peakMemory(Number(child));
  return mib;
}
