import { expect, test } from "vitest";
import { readExpression } from "../src/grammar.ts";
import { Reading, type Report } from "../src/reading.ts";
import { rulesOf } from "../src/rules.ts";
import { createLocator, type SourceText } from "../src/sourceText.ts";
import { otaJobTable } from "./jobs.ts";

/** Counts every character that is looked at, including those that a search or a copy goes through. */
class CountingText implements SourceText {
  steps = 0;
  readonly #text: string;
  constructor(text: string) {
    this.#text = text;
  }
  get length(): number {
    return this.#text.length;
  }
  charCodeAt(index: number): number {
    this.steps++;
    return this.#text.charCodeAt(index);
  }
  indexOf(search: string, from: number): number {
    const found = this.#text.indexOf(search, from);
    this.steps += (found < 0 ? this.#text.length : found) - from + 1;
    return found;
  }
  slice(start: number, end: number): string {
    this.steps += Math.max(end - start, 0);
    return this.#text.slice(start, end);
  }
}

/** Finds all problems, with their places, and counts the steps. */
function stepsFor(input: string): number {
  const text = new CountingText(input);
  const locate = createLocator(text);
  const report: Report = (_, start, end) => locate(start, end - start);
  readExpression(new Reading(rulesOf(otaJobTable), text, report, false));
  return text.steps;
}

const adversaries: Readonly<Record<string, (size: number) => string>> = {
  "open quotes of both kinds": (size) => `'"`.repeat(size),
  "open double quotes behind conditions": (size) => `a = 'x" and `.repeat(size),
  "one quote that is never closed, behind many words": (size) => `${"a and ".repeat(size)}'`,
  parentheses: (size) => "(".repeat(size),
  "closing parentheses": (size) => `${"(".repeat(size)}type = 'verify'${")".repeat(size)}`,
  "and without end": (size) => "and ".repeat(size),
  "or without end": (size) => "type = 'verify' or ".repeat(size),
  "not without end": (size) => "not ".repeat(size),
  "one long word": (size) => "a".repeat(size),
  "one long value": (size) => `name like '${"x".repeat(size)}'`,
  "white space": (size) => `name${" ".repeat(size)}like${"\n".repeat(size)}'x'`,
  "lines, each with a problem": (size) => "nope = 'x' and\r\n".repeat(size),
  "a long list": (size) => `productKey in (${"'a',".repeat(size)}'b')`,
  "a list of nothing": (size) => `productKey in (${",".repeat(size)}`,
  signs: (size) => "=".repeat(size),
  "foreign characters": (size) => "‘泵’ ".repeat(size),
  "unquoted words": (size) => `name like ${"big pump ".repeat(size)}`,
  "typographic quotes": (size) => "name like ‘x and ".repeat(size),
  "emoji halves": (size) => "\ud83d".repeat(size),
};

test.each(Object.entries(adversaries))("%s: twice the text takes twice the steps", (_, make) => {
  const [small, large] = [make(500), make(4000)];
  const [few, many] = [stepsFor(small), stepsFor(large)];
  // Quadratic growth would multiply the steps per character by eight; excerpts cost at most 110 steps a problem.
  expect(many / large.length).toBeLessThan((few / small.length) * 1.2);
  expect(many / large.length).toBeLessThan(200);
});

test("a good expression is read about three times, once to look, once to copy, once to search", () => {
  const text = Array.from({ length: 500 }, (_, i) => `productKey in ('a${i}', 'b') and name like 'x'`).join(
    " and ",
  );
  expect(stepsFor(text) / text.length).toBeLessThan(4);
});
