import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** Runs work against a plain server on loopback, in a process of its own. */
export async function withServer<T>(
  { total, latencyMs = 0 }: { readonly total: number; readonly latencyMs?: number },
  work: (baseUrl: string) => Promise<T>,
): Promise<T> {
  const main = fileURLToPath(new URL("main.ts", import.meta.url));
  const server = spawn(process.execPath, [main, `${total}`, `${latencyMs}`], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const [port] = await once(server.stdout, "data");
    return await work(`http://127.0.0.1:${Number(port)}`);
  } finally {
    server.kill();
    await once(server, "exit");
  }
}
