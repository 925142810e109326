import { writeFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { join } from "node:path";
import { killGroup, spawnGroup } from "../../scripts/processGroup.ts";

/** What a worker runs under. */
export interface WorkerOptions {
  readonly compatibilityDate: string;
  readonly compatibilityFlags?: readonly string[];
}

/** Serves a worker in the real workerd, on 127.0.0.1. */
export async function serveWorker(workerd: string, folder: string, script: string, options: WorkerOptions) {
  const port = await freePort();
  await writeFile(join(folder, "worker.mjs"), script);
  const config = join(folder, "config.capnp");
  const flags = (options.compatibilityFlags ?? []).map((flag) => JSON.stringify(flag)).join(", ");
  await writeFile(
    config,
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    (name = "internet", network = (allow = ["public", "private", "local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
const worker :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "worker.mjs")],
  compatibilityDate = "${options.compatibilityDate}",
  compatibilityFlags = [${flags}],
);
`,
  );
  const running = spawnGroup(workerd, ["serve", config], { cwd: folder });
  for (const output of [running.stdout, running.stderr])
    output.on("data", (text) => process.stderr.write(text));
  const ended = new Promise((resolve) => running.once("exit", resolve));
  return {
    url: `http://127.0.0.1:${port}/`,
    async [Symbol.asyncDispose]() {
      killGroup(running);
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

/** Tries again until a server that is starting accepts the connection. */
export async function eventually<T>(action: () => Promise<T>): Promise<T> {
  for (let tries = 100; ; tries--) {
    try {
      return await action();
    } catch (error) {
      if (tries === 0) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
