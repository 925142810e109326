/** Runs a command line in a terminal; returns what its screen shows. */
export type RunLine = (line: string) => Promise<string>;

/**
 * Replays the sessions of a Markdown file: blocks in the language `console`, in which `$ ` begins a command line and
 * its output follows. Returns the file with the output as it is now.
 */
export async function replaySessions(markdown: string, run: RunLine): Promise<string> {
  const parts = markdown.split(/(^```console\n[\s\S]*?^```$)/m);
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
