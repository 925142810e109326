// The entry point of `npm start` and `npm test`. It must work on a machine that has only git, Node 20 and npm,
// so it is plain JavaScript without dependencies, and installs the pinned pnpm and Node itself.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const bin = join(root, "node_modules", ".bin");
const { devEngines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

const env = {
  ...process.env,
  // The pinned Node and pnpm take precedence over those of the machine.
  PATH: `${bin}${delimiter}${process.env.PATH}`,
  // Compilers, generators and test runners start hundreds of times; each starts from what the first has compiled.
  NODE_COMPILE_CACHE: join(root, "node_modules", ".cache", "node"),
  TURBO_TELEMETRY_DISABLED: "1",
  REDOCLY_TELEMETRY: "off",
  SCARF_ANALYTICS: "false",
};

/** All tests take some ten minutes on two cores. A task that never ends must not look like a slow machine. */
const testLimitMs = 40 * 60_000;

const [job, ...args] = process.argv.slice(2);

if (["install", "test", "bench"].includes(job)) refuseFolder();

if (job === "install") {
  install();
} else if (job === "start") {
  start();
} else if (job === "test") {
  install();
  // First, because a later task would regenerate outdated files and so hide that they were outdated.
  turbo(["check:generated", "check:changesets", "--output-logs=new-only"]);
  await turboWithin(testLimitMs, [
    "build",
    "lint",
    "unused",
    "check:imports",
    "typecheck",
    "test",
    "--output-logs=new-only",
    "--continue=dependencies-successful",
    // One task more than cores: many of them wait for browsers, terminals and installations half of the time.
    "--concurrency=150%",
    ...args,
  ]);
} else if (job === "bench") {
  install({ everything: true });
  turbo(["build", "--output-logs=errors-only"], { quiet: true });
  run("pnpm", ["--filter", "@enos-ota/bench", "bench", ...args]);
} else {
  console.error(
    "usage: node scripts/bootstrap.mjs install | start [expression] | test [turbo options] | bench [--quick] [chapter …]",
  );
  process.exit(2);
}

/**
 * Runs the CLI. The default command is `search`; if no EnOS connection is configured, it uses the embedded mock.
 * Only the CLI's dependencies are installed, except for `mock`, which runs Prism and needs a full installation.
 */
function start() {
  const commands = [
    "search",
    "count",
    "export",
    "wait",
    "check",
    "probe",
    "mock",
    "config",
    "completion",
    "help",
  ];
  const command =
    commands.includes(args[0]) || /^-(h|V|-help|-version)$/.test(args[0] ?? "") ? args[0] : "search";
  const parameters = args[0] === command ? args.slice(1) : args;
  if (["search", "count", "export", "wait", "probe"].includes(command))
    parameters.unshift("--demo-unless-configured");
  if (command === "mock") {
    install();
    turbo(["build", "--filter=@enos-ota/cli", "--output-logs=errors-only"], { quiet: true });
    return run("node", ["packages/cli/dist/main.js", command, ...parameters]);
  }
  installCommandLine();
  run(process.execPath, ["scripts/start.mjs", command, ...parameters]);
}

/** Installs only the CLI's runtime dependencies and a bundler: seconds instead of a minute or two for all tools. */
function installCommandLine() {
  // A full installation, from an earlier `npm test`, includes these packages.
  if (existsSync(join(root, "packages/cli/node_modules/commander"))) return;
  console.error("Installing the dependencies of the command line (15 small packages, only the first time).");
  run(
    "npx",
    [
      ...["--yes", `pnpm@${devEngines.packageManager.version}`, "install", "--frozen-lockfile"],
      // The lock file is reviewed and contains the integrity hash of each package. Verifying all 1,500 entries with
      // the registry takes a minute, although only 15 packages are installed.
      ...["--trust-lockfile", "--prod", "--no-optional", "--reporter=append-only"],
      ...["--filter", "@enos-ota/cli...", "--filter", "@enos-ota/scripts"],
    ],
    { quiet: true },
  );
}

/** Installs the workspace. Only `bench` needs the packages that it compares with, which are large. */
function install({ everything = false } = {}) {
  const filter = everything ? [] : ["--filter", "!@enos-ota/bench"];
  const frozen = ["install", "--frozen-lockfile", "--reporter=append-only", ...filter];
  if (existsSync(join(bin, "pnpm"))) return run("pnpm", frozen, { quiet: true });
  console.log("Installing the toolchain; this takes a minute or two the first time.");
  run("npx", ["--yes", `pnpm@${devEngines.packageManager.version}`, ...frozen], { quiet: job === "start" });
}

/** Vite cuts paths off at these characters, and fails with "Cannot find module" for files that exist. */
function refuseFolder() {
  const [character] = /[#?]/.exec(root) ?? [];
  if (character === undefined) return;
  console.error(
    `The path ${root} holds "${character}", and Vite, which builds and tests here, cannot read files below such a path. Move the clone to a folder without # and ? in its path.`,
  );
  process.exit(1);
}

function turbo(tasks, options) {
  run("turbo", ["run", ...tasks], options);
}

/** Runs turbo, and ends it when it takes longer than the limit, after it has shown which processes are left. */
async function turboWithin(limitMs, tasks) {
  const child = spawn("turbo", ["run", ...tasks], {
    cwd: root,
    env,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    console.error(`The tests have not ended within ${limitMs / 60_000} minutes. These processes are left:`);
    spawnSync("ps", ["-eo", "pid,ppid,etime,args"], { stdio: "inherit" });
    child.kill();
    // Where a task does not end, turbo waits for it.
    setTimeout(() => child.kill("SIGKILL"), 30_000).unref();
  }, limitMs);
  const status = await new Promise((resolve) => {
    child.once("exit", resolve).once("error", (error) => {
      console.error(`turbo could not be started: ${error.message}`);
      resolve(1);
    });
  });
  clearTimeout(timer);
  // A turbo that was asked to end says that all is well.
  if (status !== 0 || isLate) process.exit(status || 1);
}

/** Runs a command and exits if it fails. With `quiet`, its output is shown only on failure. */
function run(command, parameters, { quiet = false } = {}) {
  const result = spawnSync(command, parameters, {
    cwd: root,
    env,
    stdio: quiet ? ["inherit", "pipe", "pipe"] : "inherit",
    maxBuffer: 64 * 1024 * 1024,
    shell: process.platform === "win32",
  });
  if (result.status === 0) return;
  if (quiet) process.stderr.write(`${result.stdout ?? ""}${result.stderr ?? ""}`);
  if (result.error) console.error(`${command} could not be started: ${result.error.message}`);
  process.exit(result.status ?? 1);
}
