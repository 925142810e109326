import { describe, expect, it } from "vitest";
import { encodeSuggestions, isShell, scriptOf } from "../src/completion/shells.ts";
import { suggest } from "../src/completion/suggest.ts";
import { Terminal } from "../src/output/terminal.ts";
import { createProgram } from "../src/program.ts";

const program = createProgram({ code: 0, terminal: new Terminal({ quiet: true }) });
const answer = (...words: readonly string[]): readonly string[][] =>
  encodeSuggestions("powershell", suggest(program, words))
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.split("\t"));

// bash, zsh and fish run in the end-to-end tests. No PowerShell can be had there, so this holds what its script and
// our answers agree on.
describe("completion in PowerShell", () => {
  const script = scriptOf("powershell");

  it("registers one native completer, which asks the command by its own name", () => {
    expect(
      script.match(/Register-ArgumentCompleter -Native -CommandName enos-ota -ScriptBlock/g),
    ).toHaveLength(1);
    expect(script).toContain("@('completion', 'powershell')");
    expect(script).toContain("& enos-ota $completionArgs");
  });

  it("evaluates nothing of what was typed", () => {
    expect(script).not.toMatch(/Invoke-Expression|\biex\b|ExpandString|Invoke-Command/i);
  });

  it("closes each brace and parenthesis that it opens, outside of strings and comments", () => {
    const bare = script.replaceAll(/'(?:[^']|'')*'|"(?:[^"`]|`.)*"|#.*$/gm, "");
    for (const [open = "", close = ""] of ["{}", "()", "[]"].map((pair) => [...pair])) {
      expect(bare.split(open).length, open).toBe(bare.split(close).length);
    }
  });

  it("reads text, label and description in columns, without quotes around them", () => {
    expect(answer("exp")).toEqual([["export", "export", "write every job to a file, or to standard output"]]);
    expect(answer("search", "--format", "y")).toEqual([["yaml", "yaml", ""]]);
  });

  it("completes an expression as one argument, which the script puts in quotes", () => {
    const lines = answer("search", "status = 'sta");
    expect(lines.map(([text]) => text)).toEqual(["status = 'started'"]);
    expect(script).toContain("EscapeSingleQuotedStringContent");
  });

  it("leaves the names of files to the shell", () => {
    expect(encodeSuggestions("powershell", suggest(program, ["export", "--output", ""]))).toMatch(
      /^__FILE__:any:/,
    );
  });
});

it("there are four shells", () => {
  expect(["bash", "zsh", "fish", "powershell"].every(isShell)).toBe(true);
  expect(["tcsh", "constructor"].some(isShell)).toBe(false);
});
