import { spawn } from "node:child_process";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { generateJobs } from "@enos-ota/mock";
import { type MockServer, startMockServer } from "@enos-ota/mock/prism";
import stringWidth from "string-width";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { root } from "../../scripts/root.ts";
import { codeBlocks } from "../support/codeBlocks.ts";
import { Installation } from "./installation.ts";
import { Screen } from "./screen.ts";
import { replaySessions } from "./sessions.ts";

const keys = { accessKey: "cli-access-key-0001", secretKey: "cli-secret-key-0002" };
const jobs = generateJobs(450, { seed: 1 });
const started = jobs.filter(({ status }) => status === "started").length;
let server: MockServer;
let cli: Installation;

/** A command line that presses Ctrl-C as soon as the command has written something to a file. */
function interrupted(command: string, output: string): string {
  // Job control, because a shell without it lets commands in the background ignore SIGINT.
  return `set -m; ${command} & until [ -s ${output} ]; do sleep 0.05; done; kill -INT %1; wait %1`;
}

beforeAll(async () => {
  server = await startMockServer({ jobs, auth: keys });
  cli = await Installation.create({
    ENOS_BASE_URL: server.url,
    ENOS_ORG_ID: "o1",
    ENOS_ACCESS_KEY: keys.accessKey,
    ENOS_SECRET_KEY: keys.secretKey,
  });
});
afterAll(async () => {
  await server?.stop();
  await cli?.remove();
});
beforeEach(() => server.reset());

const file = (name: string): string => cli.consumer.path(name);
const ids = (lines: string): string[] =>
  lines
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line).jobId);

describe("in a pipe", () => {
  it("search writes one job a line, and says on standard error that there are more", async () => {
    const { code, out, err } = await cli.run("enos-ota search");
    expect(code).toBe(0);
    expect(ids(out)).toEqual(jobs.slice(0, 10).map(({ jobId }) => jobId));
    expect(err).toBe("10 of 450 jobs. --all shows every job.\n");
  });

  it("search --all and export write every job once", async () => {
    const wanted = jobs.map(({ jobId }) => jobId);
    expect(ids((await cli.run("enos-ota search --all")).out)).toEqual(wanted);
    expect(ids((await cli.run("enos-ota export --quiet")).out)).toEqual(wanted);
  });

  it("count writes a bare number", async () => {
    expect(await cli.run(`enos-ota count "status = 'started'"`)).toEqual({
      code: 0,
      out: `${started}\n`,
      err: "",
    });
  });

  it("an expression comes from standard input with -", async () => {
    expect((await cli.run("enos-ota count -", {}, "status = 'started'\n")).out).toBe(`${started}\n`);
  });

  it("a reader that has seen enough ends it in silence", async () => {
    for (const command of ["search --all", "export"]) {
      const { out, err } = await cli.run(`enos-ota ${command} --quiet | head -1; echo "\${PIPESTATUS[0]}"`);
      expect(out.trim().split("\n")[1]).toBe("0");
      expect(err).toBe("");
    }
  });

  it("a full disk is a failure with its reason", async () => {
    for (const command of ["search", "export", "count", "completion bash"]) {
      const { code, err } = await cli.run(`enos-ota ${command} > /dev/full`);
      expect(err).toContain("error: The output could not be written: no space is left on the device.");
      expect(code).toBe(1);
    }
    const { code, err } = await cli.run("enos-ota export --output /dev/full --quiet");
    expect(err).toContain("/dev/full could not be written");
    expect(code).toBe(1);
  });

  it("Ctrl-C ends it at once, and what was written is valid", async () => {
    server.use("delay", { delayMs: 300 });
    const command = "enos-ota export -f json --concurrency 1 > begun.json";
    const { out } = await cli.run(`${interrupted(command, "begun.json")}; echo $?`);
    expect(out.trim().split("\n").at(-1)).toBe("130");
    expect(JSON.parse(await readFile(file("begun.json"), "utf8"))).toBeInstanceOf(Array);
  });
});

describe("the README", () => {
  it("shows sessions as they are; vitest -u updates them", async () => {
    const readme = join(root, "packages/cli/README.md");
    const text = await readFile(readme, "utf8");
    const config = codeBlocks(text).find(({ language }) => language === "yaml");
    await writeFile(file("config.yaml"), config?.code ?? "", { mode: 0o600 });
    const env = cli.env({ TERM: "xterm-256color" });
    const replayed = await replaySessions(text, (line) =>
      new Screen(line, { columns: 110, cwd: cli.consumer.root, env }).end(),
    );
    expect(replayed).toContain("$ enos-ota search");
    await expect(replayed).toMatchFileSnapshot(readme);
  });
});

describe("exit codes", () => {
  it.each([
    [0, "search --demo --exit-code"],
    [0, "--help"],
    [0, "search --help"],
    [0, "--version"],
    [0, `check "status = 'started'"`],
    [1, `check "state = 'started'"`],
    [1, "count --base-url http://127.0.0.1:1"],
    [1, "count --org no-such-organization"],
    [2, "serch"],
    [2, "search --no-such-option"],
    [2, "search --page-size 201"],
    [2, `search "state = 'started'"`],
    [2, "search --context nowhere"],
    [2, "search --columns jobid"],
    [2, "export --resume"],
    [2, `wait "status = 'started'" --until "state = 'x'"`],
    [3, `search "name like 'no such name'" --exit-code`],
    [3, `count "name like 'no such name'" --exit-code`],
    [0, `search "name like 'no such name'"`],
    [1, `wait "name like 'no such name'" --until "status = 'stopped'"`],
    [0, `wait "name like 'no such name'" --until "status = 'stopped'" --allow-empty`],
    [3, `wait "status = 'started'" --until "status = 'stopped'" --deadline 4s --interval 500ms`],
  ])("%i of enos-ota %s", async (wanted, line) => {
    const { code, out, err } = await cli.run(`enos-ota ${line}`);
    expect({ code, text: out + err }).toEqual({ code: wanted, text: expect.any(String) });
    expect(err).not.toMatch(/^\s+at /m);
  });

  it.each(["count", "probe --pause 0s", "export", `wait "status = 'started'" --until "status = 'stopped'"`])(
    "4 of keys that EnOS does not accept, with a hint and without the keys: enos-ota %s",
    async (line) => {
      const { code, err } = await cli.run(`enos-ota ${line}`, { ENOS_SECRET_KEY: "wrong-secret-key-9999" });
      expect(code).toBe(4);
      expect(err).toContain('"enos-ota config" shows which are used');
      expect(err).not.toMatch(/wrong-secret|cli-access/);
    },
  );
});

describe("messages", () => {
  it("name the option or variable that is missing", async () => {
    const { err } = await cli.run("enos-ota count", { ENOS_BASE_URL: undefined });
    expect(err).toContain(
      "The API gateway is not known: pass --base-url, set ENOS_BASE_URL, or name a context",
    );
  });

  it("say what was meant by a command and an option", async () => {
    expect((await cli.run("enos-ota serch")).err).toContain("(Did you mean search?)");
    expect((await cli.run("enos-ota search --colums x")).err).toContain("(Did you mean --columns?)");
  });

  it("tell requests with --verbose, and never a secret", async () => {
    const { err } = await cli.run("enos-ota search --verbose");
    expect(err).toContain("/connect-service/v2.1/ota-jobs");
    expect(err).not.toMatch(new RegExp(`${keys.secretKey}|${keys.accessKey}`));
    expect((await cli.run("enos-ota search --page-size 300 --verbose")).err).not.toContain(keys.secretKey);
  });

  it("config shows where each setting comes from, with the keys masked", async () => {
    const { out } = await cli.run("enos-ota config --org o7");
    expect(out).toMatch(/orgIds +o7 +--org/);
    expect(out).toMatch(/secretKey +\*+ +ENOS_SECRET_KEY/);
    expect(out).not.toMatch(new RegExp(`${keys.secretKey}|${keys.accessKey}`));
  });

  it("check points at the mistake", async () => {
    const { out, err } = await cli.run(`enos-ota check "nam like 'x'"`);
    expect(out).toBe("");
    expect(err).toContain("nam like 'x'\n^");
    const { out: json } = await cli.run(`enos-ota check --json "nam like 'x'"`);
    expect(JSON.parse(json)).toMatchObject([{ reason: "unknown-field", offset: 0, line: 1, column: 1 }]);
  });
});

describe("an export that is interrupted", () => {
  it("is continued after kill -9, with nothing lost and nothing twice", async () => {
    const many = generateJobs(5_000, { seed: 2 });
    server.jobs.replace(many);
    server.use("delay", { delayMs: 100 });
    const command = ["export", "--output", "jobs.jsonl", "--concurrency", "2"];
    const child = spawn("enos-ota", command, { cwd: cli.consumer.root, env: cli.env(), stdio: "ignore" });
    const ended = new Promise((done) => child.once("exit", (_, signal) => done(signal)));
    await expect
      .poll(async () => JSON.parse(await readFile(file("jobs.jsonl.checkpoint"), "utf8")).jobs, {
        timeout: 60_000,
      })
      .toBeGreaterThan(0);
    child.kill("SIGKILL");
    expect(await ended).toBe("SIGKILL");
    // After a crash, the output past the checkpoint may end in half a line.
    await writeFile(file("jobs.jsonl"), '{"jobId":"half a li', { flag: "a" });

    const { code, err } = await cli.run("enos-ota export --output jobs.jsonl --resume");
    expect(code).toBe(0);
    expect(err).toMatch(/^Continuing after \d+ jobs\.\n5000 jobs in jobs\.jsonl\n$/);
    expect(ids(await readFile(file("jobs.jsonl"), "utf8"))).toEqual(many.map(({ jobId }) => jobId));
    await expect(readFile(file("jobs.jsonl.checkpoint"))).rejects.toThrow("ENOENT");
    await rm(file("jobs.jsonl"));
  });

  it.each(["json", "yaml", "csv"])(
    "is valid %s after Ctrl-C, and complete after --resume",
    async (format) => {
      // A name of its own: the sessions of the README leave files behind, and an existing file looks like a begun one.
      const name = `interrupted.${format}`;
      server.use("delay", { delayMs: 100 });
      await cli.run(interrupted(`enos-ota export -o ${name} --concurrency 1`, name));
      server.reset();
      const { code } = await cli.run(`enos-ota export -o ${name} --resume`);
      expect(code).toBe(0);
      const continued = await readFile(file(name), "utf8");
      await cli.run(`enos-ota export -o whole.${format}`);
      expect(continued).toBe(await readFile(file(`whole.${format}`), "utf8"));
      await rm(file(name));
    },
  );

  it("is not mixed with another one", async () => {
    server.use("delay", { delayMs: 100 });
    await cli.run(interrupted("enos-ota export -o other.jsonl --concurrency 1", "other.jsonl"));
    server.reset();
    const { code, err } = await cli.run(`enos-ota export "status = 'started'" -o other.jsonl --resume`);
    expect(code).toBe(2);
    expect(err).toContain("began with another expression: none, now");
  });
});

describe("in a terminal", () => {
  const open = (line: string, columns: number, env: NodeJS.ProcessEnv = {}): Screen =>
    new Screen(line, { columns, cwd: cli.consumer.root, env: cli.env({ TERM: "xterm-256color", ...env }) });

  it.each([60, 140])("a table fits a width of %i, with Chinese names", async (columns) => {
    const text = await open(
      "enos-ota search --columns jobId,name.zh_CN,firmwareName.zh_CN,status",
      columns,
    ).end();
    expect(text).toContain("jobId");
    expect(text).toMatch(/[一-鿿]/);
    for (const line of text.split("\n")) expect(stringWidth(line)).toBeLessThanOrEqual(columns);
    // A line that was too long would have been broken into two.
    expect(text.split("\n")).toHaveLength(1 + 10 + 1);
  });

  it("times are those of the local zone", async () => {
    const [first] = jobs;
    const local = new Date((first?.createTime ?? 0) + 8 * 3_600_000)
      .toISOString()
      .slice(0, 16)
      .replace("T", " ");
    expect(await open("enos-ota search --limit 1 --columns createTime", 60).end()).toContain(local);
  });

  it.each([
    ["xterm-256color", {}, true],
    ["dumb", { TERM: "dumb" }, false],
    ["NO_COLOR", { NO_COLOR: "1" }, false],
  ])("colours with %s: %o", async (_, env, isStyled) => {
    const screen = open("enos-ota search --limit 3", 140, env);
    await screen.end();
    expect(screen.isStyled).toBe(isStyled);
  });

  it("--no-color has no colours", async () => {
    const screen = open("enos-ota search --limit 3 --no-color", 140);
    await screen.end();
    expect(screen.isStyled).toBe(false);
  });

  it("export shows a bar while it runs, and none on a dumb terminal", async () => {
    server.use("delay", { delayMs: 500 });
    const screen = open("enos-ota export -o bar.jsonl --concurrency 1", 80);
    await screen.shows(/[█░]+ \d+\/450 jobs/);
    expect(await screen.end()).toBe("450 jobs in bar.jsonl");
    const dumb = await open("enos-ota export -o bar.jsonl --concurrency 1", 80, { TERM: "dumb" }).end();
    expect(dumb).toBe("450 jobs in bar.jsonl");
  });
});

describe("completion", () => {
  const shells = {
    bash: `exec bash --noprofile --rcfile <(enos-ota completion bash; echo 'PS1="$ "') -i`,
    zsh: "exec zsh -i",
    fish: "exec fish --no-config -i",
  };

  const open = async (shell: keyof typeof shells): Promise<Screen> => {
    await writeFile(
      file(".zshrc"),
      `autoload -U compinit; compinit -u -D; eval "$(enos-ota completion zsh)"; PS1='$ '\n`,
    );
    const env = cli.env({ TERM: "xterm-256color", ZDOTDIR: cli.consumer.root });
    const screen = new Screen(shells[shell], { columns: 120, cwd: cli.consumer.root, env });
    if (shell === "fish") {
      // The prompt of root ends with a number sign.
      await screen.shows(/[>#]/);
      screen.type("enos-ota completion fish | source; echo re''ady\r");
      await screen.shows("ready");
    } else await screen.shows("$");
    return screen;
  };

  it.each(["bash", "zsh", "fish"] as const)(
    "%s completes commands, options and their values",
    async (shell) => {
      const screen = await open(shell);
      screen.type("enos-ota exp\t");
      await screen.shows("enos-ota export");
      screen.type("--conc\t");
      await screen.shows("enos-ota export --concurrency");
      screen.type(" 4 --format ya\t");
      await screen.shows("--format yaml");
      screen.close();
    },
  );

  it.each(["bash", "zsh", "fish"] as const)(
    "%s completes a field, an operator and a value in quotes",
    async (shell) => {
      const screen = await open(shell);
      screen.type('enos-ota search "sta\t');
      await screen.shows(/"status = 'sta?r?t?e?d?|status = 'started'/);
      screen.close();
    },
  );

  it("runs nothing of what was typed", async () => {
    const screen = await open("bash");
    screen.type('enos-ota search "$(touch was-run)`touch was-run` sta\t');
    await new Promise((done) => setTimeout(done, 1_500));
    screen.close();
    await expect(readFile(file("was-run"))).rejects.toThrow("ENOENT");
  });
});
