import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { job } from "./jobs.ts";
import { post, searchPath } from "./post.ts";

const cli = fileURLToPath(new URL("../dist/cli.js", import.meta.url));
const running: ChildProcess[] = [];
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "enos-ota-mock-"));
  return () => rm(folder, { recursive: true });
});
afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
});

/** The command, started; `output` grows with what it prints. */
function start(...args: string[]) {
  const child = spawn(process.execPath, [cli, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  running.push(child);
  let output = "";
  child.stdout.on("data", (data: Buffer) => (output += data));
  child.stderr.on("data", (data: Buffer) => (output += data));
  const exit = once(child, "exit").then(([code]) => Number(code));
  return {
    child,
    exit,
    output: () => output,
    prints: (text: string | RegExp) => vi.waitUntil(() => output.match(text), 20_000),
  };
}

async function listening(command: ReturnType<typeof start>): Promise<string> {
  const found = await command.prints(/Listening at (\S+)/);
  await command.prints(/Try: curl.*\n/);
  return found?.[1] ?? "";
}

describe("enos-ota-mock", () => {
  test("serves a file, logs each request, and stops on SIGTERM", async () => {
    const file = join(folder, "jobs.json");
    await writeFile(file, JSON.stringify([job("a")]));
    const command = start("--port", "0", "--jobs", file);
    const url = await listening(command);
    expect(command.output()).toContain("Serving 1 jobs of");
    expect((await post({ url }, searchPath, { expression: "name like 'JOB'" })).body.data).toHaveLength(1);
    await command.prints("search o1: name like 'JOB' → 200 0");
    await post({ url }, searchPath, { expression: "name like" });
    await command.prints(/name like\n +\^/);
    expect(await (await fetch(`${url}/__mock/health`)).json()).toEqual({ status: "ok" });
    command.child.kill("SIGTERM");
    expect(await command.exit).toBe(0);
  });

  test("makes jobs up, verifies who calls, and stops on SIGINT", async () => {
    const command = start("--port", "0", "--generate", "7", "--auth", "--latency", "1");
    const url = await listening(command);
    expect(command.output()).toMatch(
      /Serving 7 jobs made up; organizations: o1\nAccess key \S+, secret key \S+/,
    );
    expect((await post({ url }, searchPath, {})).body.code).toBe(1202);
    command.child.kill("SIGINT");
    expect(await command.exit).toBe(0);
  });

  test("reads a changed file again, and keeps the old jobs when it is broken", async () => {
    const file = join(folder, "watched.json");
    await writeFile(file, JSON.stringify([job("a")]));
    const command = start("--port", "0", "--jobs", file, "--watch");
    const url = await listening(command);
    await writeFile(file, JSON.stringify([job("a"), job("b")]));
    await command.prints("Serving 2 jobs of");
    await writeFile(file, "[");
    await command.prints("cannot be read");
    await writeFile(file, JSON.stringify([job("c"), job("c")]));
    await command.prints("already has a job c");
    expect((await post({ url }, searchPath, {})).body.data).toHaveLength(2);
  });

  test.each([
    ["a file that is not there", ["--jobs", "/nowhere/jobs.json"], "/nowhere/jobs.json cannot be read"],
    ["a port that is none", ["--port", "http"], '--port takes a whole number from 0 to 65535, not "http".'],
    ["an option that is none", ["--prot", "1"], "--prot"],
    ["both kinds of jobs", ["--jobs", "a", "--generate", "1"], "exclude each other"],
  ])("exits with 1 and a clear message for %s", async (_name, args, message) => {
    const command = start(...args);
    expect(await command.exit).toBe(1);
    expect(command.output()).toContain(message);
    expect(command.output()).not.toContain("    at ");
  });

  test("says which job of a file is wrong, and how", async () => {
    const file = join(folder, "wrong.json");
    await writeFile(file, JSON.stringify([job("a"), { ...job("b"), status: "running" }]));
    const command = start("--jobs", file);
    expect(await command.exit).toBe(1);
    expect(command.output()).toContain(
      'job 2 does not fit the API: status: must be one of ["started","stopped"]',
    );
  });

  test("exits with 1 when the port is taken", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const address = taken.address();
    const command = start("--port", String(typeof address === "object" ? address?.port : ""));
    expect(await command.exit).toBe(1);
    expect(command.output()).toContain("it is in use");
    taken.close();
  });
});
