import { readFileSync } from "node:fs";
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from "commander";
import type { CheckCommandOptions } from "./commands/check.ts";
import type { ConfigOptions } from "./commands/config.ts";
import type { CountOptions } from "./commands/count.ts";
import type { ExportOptions } from "./commands/export.ts";
import type { ProbeOptions } from "./commands/probe.ts";
import type { SearchCommandOptions } from "./commands/search.ts";
import type { WaitCommandOptions } from "./commands/wait.ts";
import { type ExitCode, exitCode } from "./exitCode.ts";
import { maximumPageSize } from "./generated/limits.ts";
import { formats } from "./output/format.ts";
import { Terminal, type Verbosity } from "./output/terminal.ts";
import { duration, wholeNumber } from "./values.ts";

/** How far a command line has come: read by `run`. */
export interface RunState {
  code: ExitCode;
  terminal: Terminal;
}

/** The commands with their arguments and options. Each loads what it needs when it runs. This file and `completion/` alone know commander. */
export function createProgram(state: RunState): Command {
  const begin = (options: Verbosity): Terminal => {
    state.terminal = new Terminal(options);
    return state.terminal;
  };
  const program = new Command("enos-ota")
    .description("Search over-the-air (OTA) firmware jobs on EnOS.")
    .helpOption("-h, --help", "print this help")
    .version(version(), "-V, --version", "print the version")
    .helpCommand("help [command]", "print the help of a command")
    // Before the commands are added: they inherit it.
    .exitOverride()
    .addHelpText("after", `\n${footer}`)
    .enablePositionalOptions();

  searching(command(program.command("search"), "show one page of jobs, or all of them"))
    .addOption(new Option("--all", "every job, not one page"))
    .addOption(number("--limit <count>", "at most so many jobs, on as many pages as needed", 1))
    .addOption(number("--page-no <number>", "which page", 1))
    .addOption(number("--page-size <count>", `jobs on a page, up to ${maximumPageSize}`, 1, maximumPageSize))
    .option("--sort-by <column>", "sort the jobs that are shown; -createTime: descending")
    .addOption(columnsOption())
    .addOption(exitCodeOption())
    .action(async (expression: string | undefined, options: SearchCommandOptions & Verbosity) => {
      const terminal = begin(options);
      state.code = await (await import("./commands/search.ts")).search(expression, options, terminal);
    });

  searching(command(program.command("count"), "print how many jobs match"), [
    "auto",
    "table",
    "json",
    "jsonl",
    "csv",
    "yaml",
  ])
    .addOption(exitCodeOption())
    .action(async (expression: string | undefined, options: CountOptions & Verbosity) => {
      const terminal = begin(options);
      state.code = await (await import("./commands/count.ts")).count(expression, options, terminal);
    });

  searching(command(program.command("export"), "write every job to a file, or to standard output"))
    .option("-o, --output <file>", "the file; its ending decides the format")
    .option("--resume", "continue an export that was interrupted; needs --output")
    .addOption(number("--concurrency <count>", "pages requested at the same time", 1, 64).default(4))
    .addOption(columnsOption())
    .addOption(exitCodeOption())
    .action(async (expression: string | undefined, options: ExportOptions & Verbosity) => {
      const terminal = begin(options);
      state.code = await (await import("./commands/export.ts")).exportJobs(expression, options, terminal);
    });

  connected(command(program.command("wait"), "wait until every matching job meets a condition"))
    .argument("<expression>", "the jobs to wait for; - reads it from standard input")
    .requiredOption(
      "--until <condition>",
      "what must be true of each of them, such as \"status = 'stopped'\"",
    )
    .addOption(time("--deadline <duration>", "give up after this time").default(600_000, "10m"))
    .addOption(time("--interval <duration>", "time between two looks").default(5_000, "5s"))
    .option("--allow-empty", "no match counts as success; without it, as a failure")
    .option("--no-check", "send the expression without checking it first")
    .action(async (expression: string, options: WaitCommandOptions & Verbosity) => {
      const terminal = begin(options);
      state.code = await (await import("./commands/wait.ts")).wait(expression, options, terminal);
    });

  command(program.command("check"), "check an expression, without EnOS")
    .argument("<expression>", "the expression; - reads it from standard input")
    .option("--json", "print the problems as JSON, with offsets and fixes")
    .action(async (expression: string, options: CheckCommandOptions & Verbosity) => {
      const terminal = begin(options);
      state.code = await (await import("./commands/check.ts")).check(expression, options, terminal);
    });

  connected(command(program.command("probe"), "ask EnOS what nobody has documented, by reading calls"))
    .option("-o, --output <file>", "write what differs as a profile for the mock; holds no key and no job")
    .addOption(time("--pause <duration>", "time between two requests").default(1_000, "1s"))
    .option("--refresh", "also refresh a token, which may end it for other programs with the same keys")
    .action(async (options: ProbeOptions & Verbosity) => {
      const terminal = begin(options);
      state.code = await (await import("./commands/probe.ts")).probe(options, terminal);
    });

  program
    .command("mock")
    .description("serve a mock of the API for tests (enos-ota-mock)")
    .helpOption(false)
    .allowUnknownOption()
    .allowExcessArguments()
    .passThroughOptions()
    .argument("[options...]", "options of enos-ota-mock; see enos-ota mock --help")
    .action(async (args: readonly string[]) => {
      state.code = await (await import("./commands/mock.ts")).mock(args);
    });

  selecting(command(program.command("config"), "show which settings are used, and where they come from"))
    .option("--json", "print them as JSON")
    .action(async (options: ConfigOptions & Verbosity) => {
      const terminal = begin(options);
      state.code = await (await import("./commands/config.ts")).config(options, terminal);
    });

  program
    .command("completion")
    .description("print a script for completion in a shell")
    .helpOption("-h, --help", "print this help")
    .addArgument(new Argument("<shell>").choices(["bash", "zsh", "fish", "powershell"]))
    // What the script calls: the words of a command line, the last one incomplete.
    .addArgument(new Argument("[words...]").argOptional())
    .passThroughOptions()
    .addHelpText("after", `\n${completionHelp}`)
    .action(async (shell: string, words: readonly string[]) => {
      const { completion } = await import("./commands/completion.ts");
      state.code = await completion(shell, words, program, state.terminal);
    });

  return program;
}

/** The exit code of an error by which commander ends: 0 for help and version, 2 for wrong usage. */
export function endOf(error: unknown): ExitCode | undefined {
  if (!(error instanceof CommanderError)) return undefined;
  return error.exitCode === 0 ? exitCode.success : exitCode.usage;
}

const footer = `Settings come from ENOS_BASE_URL, ENOS_ORG_ID, ENOS_ACCESS_KEY and ENOS_SECRET_KEY, or from a context of the
configuration file. Keys are never arguments: other users of a machine can see those. --demo needs no settings.

Exit codes: 0 success · 1 failure, or a wrong expression (check) · 2 wrong usage · 3 nothing found (--exit-code), or
the deadline passed (wait) · 4 not authorized · 130 Ctrl-C`;

const completionHelp = `bash        eval "$(enos-ota completion bash)"                        in ~/.bashrc
zsh         eval "$(enos-ota completion zsh)"                         in ~/.zshrc, after compinit
fish        enos-ota completion fish | source                         in ~/.config/fish/config.fish
powershell  enos-ota completion powershell | Out-String | Invoke-Expression   in $PROFILE`;

/** What every command has. */
function command(command: Command, description: string): Command {
  return command
    .description(description)
    .helpOption("-h, --help", "print this help")
    .option("-q, --quiet", "nothing on standard error but failures")
    .option("-v, --verbose", "requests and retries on standard error, never a secret")
    .option("--no-color", "no colours; NO_COLOR does the same");
}

/** Which settings to use. */
function selecting(command: Command): Command {
  return command
    .option("--context <name>", "a context of the configuration file; else ENOS_CONTEXT")
    .option("--base-url <url>", "the API gateway; else ENOS_BASE_URL")
    .option("--org <id>", "the organization; repeat it for several; else ENOS_ORG_ID", collect)
    .option("--allow-insecure", "permit plain http, as EnOS Edge uses it");
}

/** What every command has that asks EnOS. */
function connected(command: Command): Command {
  return (
    selecting(command)
      .option("--demo", "search a mock with made-up jobs")
      // For `npm start` in the repository, where a reader tries the command before there are any settings.
      .addOption(new Option("--demo-unless-configured").hideHelp())
  );
}

function searching(command: Command, choices: readonly string[] = formats): Command {
  return connected(command)
    .argument("[expression]", "the filter, such as \"status = 'started'\"; - reads it from standard input")
    .addOption(new Option("-f, --format <format>", "how jobs are written").choices(choices).default("auto"))
    .option("--raw", "whole jobs exactly as the API returns them, times in epoch milliseconds")
    .option("--bom", "begin CSV with a byte order mark, for Excel")
    .option("--no-check", "send the expression without checking it first");
}

function columnsOption(): Option {
  return new Option("--columns <list>", "properties to show, such as jobId,name.zh_CN,upgradeScope.type");
}

function exitCodeOption(): Option {
  return new Option("--exit-code", "exit with 3 when no job matches");
}

function number(flags: string, description: string, least: number, most?: number): Option {
  return new Option(flags, description).argParser(parsed((text) => wholeNumber(text, least, most)));
}

function time(flags: string, description: string): Option {
  return new Option(flags, `${description}, such as 90s or 10m`).argParser(parsed(duration));
}

/** Commander adds the option's name and the value to the message. */
function parsed<T>(parse: (text: string) => T): (text: string) => T {
  return (text) => {
    try {
      return parse(text);
    } catch (error) {
      throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
    }
  };
}

function collect(value: string, previous: readonly string[] = []): readonly string[] {
  return [...previous, value];
}

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  return typeof manifest === "object" && manifest !== null && "version" in manifest
    ? String(manifest.version)
    : "";
}
