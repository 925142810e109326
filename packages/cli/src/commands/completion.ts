import type { Command } from "commander";
import { readBashWord, writeBashWord } from "../completion/bashWord.ts";
import { encodeSuggestions, isShell, type Shell, scriptOf } from "../completion/shells.ts";
import { suggest } from "../completion/suggest.ts";
import type { Suggestion } from "../completion/suggestion.ts";
import { type ExitCode, exitCode } from "../exitCode.ts";
import type { Terminal } from "../output/terminal.ts";
import { UsageError } from "../usageError.ts";

/** Prints the script of a shell; or, when that script calls with words, what can stand in place of the last one. */
export async function completion(
  shell: string,
  words: readonly string[],
  program: Command,
  terminal: Terminal,
): Promise<ExitCode> {
  if (!isShell(shell)) throw new UsageError(`There is no completion for ${shell}.`);
  await terminal.out.write(
    words.length === 0 ? scriptOf(shell) : encodeSuggestions(shell, suggestions(shell, words, program)),
  );
  return exitCode.success;
}

function suggestions(shell: Shell, words: readonly string[], program: Command): readonly Suggestion[] {
  if (shell !== "bash") return suggest(program, words);
  // The script for bash alone passes the last word as it was typed, with its quotes.
  const word = readBashWord(words.at(-1) ?? "");
  return suggest(program, [...words.slice(0, -1), word.text]).map((one) =>
    one.kind === "text" ? { ...one, text: writeBashWord(one.text, word) } : one,
  );
}
