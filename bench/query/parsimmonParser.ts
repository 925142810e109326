import P from "parsimmon";
import type { Comparison } from "./comparison.ts";

const language = P.createLanguage<{
  expression: Comparison[];
  condition: Comparison;
  field: string;
  literal: string;
  list: string[];
}>({
  expression: (r) => r.condition.sepBy1(P.regexp(/and/i).trim(P.optWhitespace)).trim(P.optWhitespace),
  condition: (r) =>
    P.alt(
      P.seqMap(r.field, P.string("=").trim(P.optWhitespace), r.literal, (field, operator, value) => ({
        field,
        operator,
        value,
      })),
      P.seqMap(r.field, P.regexp(/like/i).trim(P.optWhitespace), r.literal, (field, _, value) => ({
        field,
        operator: "like",
        value,
      })),
      P.seqMap(r.field, P.regexp(/in/i).trim(P.optWhitespace), r.list, (field, _, value) => ({
        field,
        operator: "in",
        value,
      })),
    ),
  field: () => P.regexp(/[A-Za-z0-9_.]+/),
  literal: () => P.alt(P.regexp(/'([^']*)'/, 1), P.regexp(/"([^"]*)"/, 1)),
  list: (r) => r.literal.trim(P.optWhitespace).sepBy1(P.string(",")).wrap(P.string("("), P.string(")")),
});

/** The grammar of our samples, in Parsimmon. */
export function parseWithParsimmon(text: string): readonly Comparison[] {
  return language.expression.tryParse(text);
}
