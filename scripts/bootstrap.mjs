// What `npm start` and `npm test` run. It must work on a machine that has only git, Node 20 and npm,
// so it is plain JavaScript, uses nothing but Node itself, and brings the pinned pnpm and Node along.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const bin = join(root, "node_modules", ".bin");
const { devEngines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

const env = {
  ...process.env,
  // The toolchain's own Node and pnpm come first, whatever the machine has.
  PATH: `${bin}${delimiter}${process.env.PATH}`,
  TURBO_TELEMETRY_DISABLED: "1",
  REDOCLY_TELEMETRY: "off",
  SCARF_ANALYTICS: "false",
};

const [job, ...args] = process.argv.slice(2);

if (job === "install") {
  install();
} else if (job === "start") {
  start();
} else if (job === "test") {
  install();
  // First, because a later task would regenerate what drifted, and the drift would pass unseen.
  turbo(["check:generated", "check:changesets", "--output-logs=new-only"]);
  turbo([
    "build",
    "lint",
    "unused",
    "check:imports",
    "typecheck",
    "test",
    "--output-logs=new-only",
    "--continue=dependencies-successful",
    // Each task has workers of its own; more tasks than cores only make them wait for each other.
    "--concurrency=100%",
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
 * Runs the command line. Without an EnOS it searches the embedded mock; without a command it searches.
 * Only what that needs is installed; `mock` serves through Prism, and needs all of it.
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

/** What the command line needs at run time, and a bundler: seconds, where all tools take a minute or two. */
function installCommandLine() {
  // Whatever an earlier `npm test` has installed contains it.
  if (existsSync(join(root, "packages/cli/node_modules/commander"))) return;
  console.error("Installing what the command line needs (15 small packages, once).");
  run(
    "npx",
    [
      ...["--yes", `pnpm@${devEngines.packageManager.version}`, "install", "--frozen-lockfile"],
      // The lock file is reviewed and holds the integrity of each package; to ask the registry about all 1,500 entries
      // takes a minute, for 15 that are installed.
      ...["--trust-lockfile", "--prod", "--no-optional", "--reporter=append-only"],
      ...["--filter", "@enos-ota/cli...", "--filter", "@enos-ota/scripts"],
    ],
    { quiet: true },
  );
}

/** The benchmarks' peers are many and large, and only `bench` needs them. */
function install({ everything = false } = {}) {
  const filter = everything ? [] : ["--filter", "!@enos-ota/bench"];
  const frozen = ["install", "--frozen-lockfile", "--reporter=append-only", ...filter];
  if (existsSync(join(bin, "pnpm"))) return run("pnpm", frozen, { quiet: true });
  console.log("Installing the toolchain; the first time takes a minute or two.");
  run("npx", ["--yes", `pnpm@${devEngines.packageManager.version}`, ...frozen], { quiet: job === "start" });
}

function turbo(tasks, options) {
  run("turbo", ["run", ...tasks], options);
}

/** Runs a command; quiet: its output is shown only if it fails. */
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
