import type { Command, Option } from "commander";
import { allColumns } from "../output/columns.ts";
import { suggestExpression } from "./expression.ts";
import type { Suggestion } from "./suggestion.ts";

/**
 * Suggests what can stand in place of the last word.
 *
 * @param words The words after the program's name; the last one is incomplete, and may be empty
 */
export function suggest(program: Command, words: readonly string[]): readonly Suggestion[] {
  const current = words.at(-1) ?? "";
  const { command, option } = locate(program, words.slice(0, -1));
  if (option) return valuesOf(option, current);
  const [, flag, value] = /^(--[^=]+)=(.*)$/s.exec(current) ?? [];
  if (flag !== undefined && value !== undefined) {
    const named = command.options.find(({ long }) => long === flag);
    return named ? valuesOf(named, value).map((one) => prefixed(one, `${flag}=`)) : [];
  }
  if (current.startsWith("-")) return optionsOf(command).filter(({ text }) => text.startsWith(current));
  if (command.commands.length > 0) return commandsOf(command).filter(({ text }) => text.startsWith(current));
  const [argument] = command.registeredArguments;
  if (argument?.argChoices) return texts(argument.argChoices, current);
  return argument?.name() === "expression" ? suggestExpression(current) : [];
}

/** Finds the command that is being typed, and the option whose value comes next. */
function locate(
  program: Command,
  words: readonly string[],
): { command: Command; option: Option | undefined } {
  let command = program;
  let option: Option | undefined;
  for (const word of words) {
    if (option) option = undefined;
    else if (word.startsWith("-")) option = optionOf(command, word);
    else command = command.commands.find((one) => one.name() === word) ?? command;
  }
  return { command, option };
}

/** The option of this name that takes a value. */
function optionOf(command: Command, name: string): Option | undefined {
  return command.options.find((one) => (one.long === name || one.short === name) && !one.isBoolean());
}

function valuesOf(option: Option, current: string): readonly Suggestion[] {
  if (option.argChoices) return texts(option.argChoices, current);
  switch (option.long) {
    case "--until":
      return suggestExpression(current);
    case "--output":
      return [{ kind: "file" }];
    case "--columns":
    case "--sort-by": {
      const start = current.slice(
        0,
        Math.max(current.lastIndexOf(","), current.startsWith("-") ? 0 : -1) + 1,
      );
      return texts(
        allColumns.map((column) => start + column),
        current,
      );
    }
    default:
      return [];
  }
}

function optionsOf(command: Command): readonly { kind: "text"; text: string; description: string }[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .flatMap(({ long, description }) => (long ? [{ kind: "text" as const, text: long, description }] : []));
}

function commandsOf(command: Command): readonly { kind: "text"; text: string; description: string }[] {
  return command
    .createHelp()
    .visibleCommands(command)
    .map((one) => ({ kind: "text", text: one.name(), description: one.description() }));
}

function texts(values: readonly string[], current: string): readonly Suggestion[] {
  return values.filter((text) => text.startsWith(current)).map((text) => ({ kind: "text", text }));
}

function prefixed(suggestion: Suggestion, prefix: string): Suggestion {
  return suggestion.kind === "text" ? { ...suggestion, text: prefix + suggestion.text } : suggestion;
}
