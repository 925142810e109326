import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../../scripts/root.ts";
import { codeBlocks } from "../support/codeBlocks.ts";
import { Screen } from "./screen.ts";

/** The document that shows sessions of the command. */
export const readme: string = join(root, "packages/cli/README.md");

/** Runs a command line in a terminal; returns what its screen shows. */
type RunLine = (line: string) => Promise<string>;

/**
 * Replays the sessions of the README: blocks in the language `console`, in which `$ ` begins a command line and its
 * output follows. Returns the document with the output as it is now.
 *
 * @param cwd the folder in which the lines run; it gets the configuration file that the document shows
 * @param env the environment of the lines, which names a server
 */
export async function replayReadme(cwd: string, env: Record<string, string>): Promise<string> {
  const text = await readFile(readme, "utf8");
  const config = codeBlocks(text).find(({ language }) => language === "yaml");
  await writeFile(join(cwd, "config.yaml"), config?.code ?? "", { mode: 0o600 });
  const settings = { ...env, TERM: "xterm-256color" };
  const run: RunLine = (line) => new Screen(line, { columns: 110, cwd, env: settings }).end();
  const parts = text.split(/(^```console\n[\s\S]*?^```$)/m);
  const replayed: string[] = [];
  for (const part of parts) {
    replayed.push(part.startsWith("```console\n") ? await replay(part, run) : part);
  }
  return replayed.join("");
}

async function replay(block: string, run: RunLine): Promise<string> {
  const body = block.slice("```console\n".length, -"```".length);
  const commands = body.split(/^\$ /m).slice(1);
  const sessions: string[] = [];
  for (const command of commands) {
    const [line = "", ...lines] = command.trimEnd().split("\n");
    const written = lines.join("\n");
    const shown = await run(line);
    // The time of day differs with each run.
    const output = withoutClock(shown) === withoutClock(written) ? written : shown;
    sessions.push(`$ ${line}\n${output === "" ? "" : `${output}\n`}`);
  }
  return `\`\`\`console\n${sessions.join("")}\`\`\``;
}

function withoutClock(text: string): string {
  return text.replaceAll(/^\d\d:\d\d:\d\d /gm, "hh:mm:ss ");
}
