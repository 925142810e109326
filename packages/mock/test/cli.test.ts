import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { authHeaders } from "../src/generated/authHeaders.ts";
import { errorCodes } from "../src/generated/errorCodes.ts";
import { statuses } from "./facts.ts";
import { job } from "./jobs.ts";
import { post, searchPath } from "./post.ts";

const cli = fileURLToPath(new URL("../dist/bin.js", import.meta.url));
const running: ChildProcess[] = [];
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "enos-ota-mock-"));
  return () => rm(folder, { recursive: true });
});
afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
});

/** The running command; `output` collects what it prints. */
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
    prints: (text: string | RegExp) =>
      vi.waitUntil(
        () => (typeof text === "string" ? output.includes(text) && [text] : output.match(text)),
        20_000,
      ),
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
    expect(command.output()).toContain("Serving 1 jobs, of");
    expect((await post({ url }, searchPath, { expression: "name like 'JOB'" })).body.data).toHaveLength(1);
    await command.prints("search o1: name like 'JOB' → 200 0");
    await post({ url }, searchPath, { expression: "name like" });
    await command.prints(/name like\n +\^/);
    expect(await (await fetch(`${url}/__mock/health`)).json()).toEqual({ status: "ok" });
    command.child.kill("SIGTERM");
    expect(await command.exit).toBe(0);
  });

  test("goes on when nobody reads its log any more, as after head -1", async () => {
    const command = start("--port", "0");
    const url = await listening(command);
    command.child.stdout?.destroy();
    command.child.stderr?.destroy();
    for (let call = 0; call < 3; call++) expect((await post({ url }, searchPath, {})).status).toBe(200);
    command.child.kill("SIGTERM");
    expect(await command.exit).toBe(0);
  });

  test("generates jobs, authenticates callers, and stops on SIGINT", async () => {
    const command = start("--port", "0", "--generate", "7", "--auth", "--latency", "1");
    const url = await listening(command);
    expect(command.output()).toMatch(
      /Serving 7 jobs, generated; organizations: o1\nAccess key \S+, secret key \S+/,
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

  test("checks callers with the keys of the command line", async () => {
    const keys = ["--access-key", "my-key", "--secret-key", "my-secret"];
    const command = start("--port", "0", "--auth", "token", ...keys);
    const url = await listening(command);
    expect(command.output()).toContain("Access key my-key, secret key my-secret");
    const sdkToken = btoa("x".repeat(256));
    expect((await post({ url }, searchPath, {}, { [authHeaders.accessToken]: sdkToken })).body.code).toBe(0);
    expect((await post({ url }, searchPath, {})).body.code).toBe(1202);
    await command.prints("search o1: (every job) → 200 0");
    await command.prints(
      `→ 200 1202: ${errorCodes[1202].message} (the header ${authHeaders.accessToken} is missing)`,
    );
  });

  test("applies a profile", async () => {
    const file = join(folder, "profile.json");
    await writeFile(file, '\uFEFF{"or":"accepted"}');
    const command = start("--port", "0", "--profile", file);
    const url = await listening(command);
    const expression = "type = 'upgrade' or type = 'verify'";
    expect((await post({ url }, searchPath, { expression })).body.pagination.totalSize).toBe(100);
    await writeFile(file, '{"or":"yes"}');
    const wrong = start("--profile", file);
    expect(await wrong.exit).toBe(1);
    expect(wrong.output()).toContain(
      'profile.json: The profile\'s entry or must be one of "refused", "accepted"',
    );
  });

  test("reads a file of jobs again through links that are replaced, as orchestrators mount files", async () => {
    const mount = await mkdtemp(join(folder, "mount-"));
    const write = async (version: string, jobs: unknown) => {
      await mkdir(join(mount, version));
      await writeFile(join(mount, version, "jobs.json"), `\uFEFF${JSON.stringify(jobs)}`);
      await symlink(version, join(mount, "next"));
      await rename(join(mount, "next"), join(mount, "current"));
    };
    await write("v1", [job("a")]);
    await symlink("current/jobs.json", join(mount, "jobs.json"));
    const command = start("--port", "0", "--jobs", join(mount, "jobs.json"), "--watch");
    await listening(command);
    await write("v2", [job("a"), job("b")]);
    await command.prints("Serving 2 jobs of");
    await rm(join(mount, "v1"), { recursive: true });
    await write("v3", [job("a"), job("b"), job("c")]);
    await command.prints("Serving 3 jobs of");
  });

  test("prints no control sequences that a request contains", async () => {
    const command = start("--port", "0");
    const url = await listening(command);
    await post({ url }, "/%1b[31m\u202Ered", {});
    const hostile = "\u001b[2J\nforged line";
    await post({ url }, searchPath, { expression: hostile });
    await post({ url }, searchPath.replace("o1", encodeURIComponent(hostile)), {});
    await command.prints("\\u{1b}[2J");
    await command.prints("search \\u{1b}[2J\\u{a}forged line");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these characters must not be printed
    expect(command.output()).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]|^forged/m);
  });

  test.each([
    ["a file that is not there", ["--jobs", "/nowhere/jobs.json"], "/nowhere/jobs.json cannot be read"],
    ["a port that is none", ["--port", "http"], '--port takes a whole number from 0 to 65535, not "http".'],
    ["an option with a typo", ["--prot", "1"], 'There is no option --prot. Did you mean "port"?'],
    [
      "a mode that is none",
      ["--auth", "tokn"],
      '--auth takes "signature" or "token", not "tokn". Did you mean "token"?',
    ],
    ["keys without a check", ["--access-key", "k"], "--access-key and --secret-key need --auth"],
    ["both kinds of jobs", ["--jobs", "a", "--generate", "1"], "exclude each other"],
  ])("exits with 1 and a clear message for %s", async (_name, args, message) => {
    const command = start(...args);
    expect(await command.exit).toBe(1);
    expect(command.output()).toContain(message);
    expect(command.output()).not.toContain("    at ");
  });

  test("reports which job of a file is wrong, and why", async () => {
    const file = join(folder, "wrong.json");
    await writeFile(file, JSON.stringify([job("a"), { ...job("b"), status: "running" }]));
    const command = start("--jobs", file);
    expect(await command.exit).toBe(1);
    expect(command.output()).toContain(`job 2 does not match the spec: status: must be one of ${statuses}`);
  });

  test("exits with 1 when the port is in use", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const address = taken.address();
    const command = start("--port", String(typeof address === "object" ? address?.port : ""));
    expect(await command.exit).toBe(1);
    expect(command.output()).toContain("it is in use");
    taken.close();
  });
});
