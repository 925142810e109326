import { spawn, spawnSync } from "node:child_process";
import { type AddressInfo, createServer } from "node:net";
import { onTestFinished } from "vitest";

const missing = spawnSync("redis-server", ["--version"]).error !== undefined;

/** Whether tests with Redis can run. In CI they must: there a missing redis-server is a failure, not a skip. */
export const hasRedis: boolean = !missing || Boolean(process.env["CI"]);

if (missing && !hasRedis) {
  process.stderr.write(
    "\n!! redis-server is not installed: the tests that share a token through Redis are SKIPPED.\n" +
      "!! Install it (Debian: apt-get install redis-server) to run them; CI does.\n\n",
  );
}

/** Starts a Redis of its own on a free port of 127.0.0.1, without files. It ends with the test, also where that fails. */
export async function startRedis() {
  const port = await freePort();
  const server = spawn(
    "redis-server",
    ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"],
    // Not this process's own output: a server that is left behind would hold it open.
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  server.stderr.on("data", (text) => process.stderr.write(text));
  onTestFinished(() => void server.kill("SIGKILL"));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.stdout.on("data", (text) => String(text).includes("Ready to accept") && resolve());
  });
  return {
    url: `redis://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      const ended = new Promise((resolve) => server.once("exit", resolve));
      server.kill();
      await ended;
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
