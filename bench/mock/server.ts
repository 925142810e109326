import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { commandScript, root } from "../process.ts";
import { search } from "./search.ts";

/** A server in a process of its own, so that it does not share a thread with its callers. */
export interface Server {
  readonly url: string;
  readonly pid: number;
  /** Time from the start of the process to its first successful response, in milliseconds. */
  readonly firstAnswerMs: number;
  stop(): Promise<void>;
}

/** Our spec, for the servers that read it. */
export const spec: string = join(root, "spec/openapi.yaml");

/** Ways to serve the API; ours with 1,000 jobs. Each logs the requests that it gets, as it does by default. */
export const servers = {
  ours: () => start([commandScript("@enos-ota/mock", "enos-ota-mock"), "--generate", "1000", "--port"]),
  prism: () => start([commandScript("@stoplight/prism-cli", "prism"), "mock", spec, "-h", "127.0.0.1", "-p"]),
  steady: () => start([commandScript("@stdy/cli", "steady"), spec, "--host", "127.0.0.1", "-p"]),
};

/** Starts a Node program with a free port as its last argument, and waits until it answers. */
async function start(args: readonly string[]): Promise<Server> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const begun = performance.now();
  const child = spawn(process.execPath, [...args, String(port)], { cwd: root, stdio: "ignore" });
  try {
    await answering(url, child);
  } catch (error) {
    child.kill();
    throw error;
  }
  const firstAnswerMs = performance.now() - begun;
  const { pid } = child;
  if (pid === undefined) throw new Error(`${args.join(" ")} has not been started`);
  return {
    url,
    pid,
    firstAnswerMs,
    stop: async () => {
      const exited = once(child, "exit");
      // Not SIGKILL: Steady's script passes the signal on to the program that it has started.
      child.kill();
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
