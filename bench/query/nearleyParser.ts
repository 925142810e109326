import nearley from "nearley";
import type { Comparison } from "./comparison.ts";

type Rule = nearley.ParserRule;
const literal = (text: string): unknown[] =>
  [...text].map((character) => new RegExp(`[${character}${character.toUpperCase()}]`));
const rule = (name: string, symbols: unknown[], postprocess: (data: unknown[]) => unknown): Rule =>
  ({ name, symbols, postprocess }) as Rule;
/** `name` for zero or more characters, `name+` for one or more. */
const many = (name: string, character: RegExp): Rule[] => [
  rule(name, [], () => ""),
  rule(name, [name, character], ([before, next]) => `${before}${next}`),
  rule(`${name}+`, [character], ([only]) => only),
  rule(`${name}+`, [`${name}+`, character], ([before, next]) => `${before}${next}`),
];

// Written as what nearley's compiler makes of a grammar, so that no build step is needed.
const grammar = nearley.Grammar.fromCompiled({
  Lexer: undefined,
  ParserStart: "expression",
  ParserRules: [
    rule("expression", ["_", "conditions", "_"], ([, conditions]) => conditions),
    rule("conditions", ["condition"], (data) => data),
    rule("conditions", ["conditions", "_", ...literal("and"), "_", "condition"], (data) => [
      ...(data[0] as unknown[]),
      data.at(-1),
    ]),
    rule("condition", ["field+", "_", { literal: "=" }, "_", "value"], (data) => ({
      field: data[0],
      operator: "=",
      value: data.at(-1),
    })),
    rule("condition", ["field+", "_+", ...literal("like"), "_", "value"], (data) => ({
      field: data[0],
      operator: "like",
      value: data.at(-1),
    })),
    rule("condition", ["field+", "_+", ...literal("in"), "_", "list"], (data) => ({
      field: data[0],
      operator: "in",
      value: data.at(-1),
    })),
    rule("list", [{ literal: "(" }, "_", "values", "_", { literal: ")" }], (data) => data[2]),
    rule("values", ["value"], (data) => data),
    rule("values", ["values", "_", { literal: "," }, "_", "value"], (data) => [
      ...(data[0] as unknown[]),
      data.at(-1),
    ]),
    rule("value", [{ literal: "'" }, "single", { literal: "'" }], ([, text]) => text),
    rule("value", [{ literal: '"' }, "double", { literal: '"' }], ([, text]) => text),
    ...many("field", /[A-Za-z0-9_.]/),
    ...many("single", /[^']/),
    ...many("double", /[^"]/),
    ...many("_", /[ \t\r\n]/),
  ],
});

/** The grammar of our samples, in nearley. */
export function parseWithNearley(text: string): readonly Comparison[] {
  const [result, ...others] = new nearley.Parser(grammar).feed(text).results;
  if (!result || others.length) throw new Error(`nearley found ${others.length} more readings`);
  return result;
}
