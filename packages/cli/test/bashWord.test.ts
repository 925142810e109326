import { describe, expect, it } from "vitest";
import { readBashWord, writeBashWord } from "../src/completion/bashWord.ts";

describe("a word of a bash command line", () => {
  it.each([
    ["status", { text: "status", quote: "" }],
    ['"status = ', { text: "status = ", quote: '"' }],
    ["'status = ", { text: "status = ", quote: "'" }],
    ["status\\ =\\ ", { text: "status = ", quote: "" }],
    ["\"a \\$x \\\\ 'b", { text: "a $x \\ 'b", quote: '"' }],
    ['"closed"', { text: "closed", quote: "" }],
    ["$(touch x)", { text: "$(touch x)", quote: "" }],
  ])("%s is read without being evaluated", (typed, word) => {
    expect(readBashWord(typed)).toEqual(word);
  });

  it.each([
    ["--format", "--for", "--format"],
    ["status = 'started'", "sta", "\"status = 'started'"],
    ["status = 'started'", '"sta', "status = 'started'"],
    ["status = 'started'", "'sta", 'status = "started"'],
    ["name like '$HOME'", '"name', "name like '\\$HOME'"],
  ])("%s is written for %s", (suggestion, typed, written) => {
    expect(writeBashWord(suggestion, readBashWord(typed))).toBe(written);
  });
});
