import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { commandScript, root } from "../process.ts";

/** A server in a process of its own, so that it does not share a thread with those who call it. */
export interface Server {
  readonly url: string;
  /** From the start of the process to its first good answer, in milliseconds. */
  readonly firstAnswerMs: number;
  stop(): Promise<void>;
}

/** Ways to serve the API. */
export const servers = {
  ours: (): Promise<Server> => start([fileURLToPath(new URL("ours.ts", import.meta.url))]),
  prism: (): Promise<Server> =>
    start([
      commandScript("@stoplight/prism-cli", "prism"),
      "mock",
      "spec/openapi.yaml",
      "-h",
      "127.0.0.1",
      "-p",
    ]),
};

/** A search that every server answers: with three headers for Prism, which looks whether they are there. */
export async function search(url: string, call: typeof fetch = fetch): Promise<ArrayBuffer> {
  const response = await call(`${url}/connect-service/v2.1/ota-jobs?action=search&orgId=o1`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "apim-accesstoken": "t",
      "apim-signature": "s",
      "apim-timestamp": "1",
    },
    body: '{"expression":"status = \'started\'","pagination":{"pageNo":1,"pageSize":10}}',
  });
  if (response.status !== 200)
    throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return response.arrayBuffer();
}

/** Starts a program of node with a free port as its last argument, and waits until it answers. */
async function start(args: readonly string[]): Promise<Server> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const begun = performance.now();
  const child = spawn(process.execPath, [...args, String(port)], { cwd: root, stdio: "ignore" });
  try {
    await answering(url, child);
  } catch (error) {
    child.kill("SIGKILL");
    throw error;
  }
  return {
    url,
    firstAnswerMs: performance.now() - begun,
    stop: async () => {
      const exited = once(child, "exit");
      child.kill("SIGKILL");
      await exited;
    },
  };
}

async function answering(url: string, child: ChildProcess): Promise<void> {
  const until = performance.now() + 30_000;
  for (;;) {
    try {
      await search(url);
      return;
    } catch (error) {
      if (child.exitCode !== null || performance.now() > until) throw error;
      await new Promise((next) => setTimeout(next, 5));
    }
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  probe.close();
  await once(probe, "close");
  if (typeof address !== "object" || address === null) throw new Error("no port is free");
  return address.port;
}
