import peggy from "peggy";
import type { Comparison } from "./comparison.ts";

const grammar = `
Expression = _ first:Condition rest:(_ "and"i _ @Condition)* _ { return [first, ...rest]; }
Condition
  = field:Field _ "=" _ value:Literal { return { field, operator: "=", value }; }
  / field:Field _ "like"i _ value:Literal { return { field, operator: "like", value }; }
  / field:Field _ "in"i _ "(" _ first:Literal rest:(_ "," _ @Literal)* _ ")" {
      return { field, operator: "in", value: [first, ...rest] };
    }
Field = $[A-Za-z0-9_.]+
Literal = "'" @$[^']* "'" / '"' @$[^"]* '"'
_ = [ \\t\\r\\n]*
`;

const parser = peggy.generate(grammar);

/** The grammar of our samples, in Peggy. */
export function parseWithPeggy(text: string): readonly Comparison[] {
  return parser.parse(text);
}

/** Where Peggy finds its first problem of syntax, if there is one. */
export function checkWithPeggy(text: string): readonly number[] {
  try {
    parser.parse(text);
    return [];
  } catch (error) {
    if (error instanceof parser.SyntaxError) return [error.location.start.offset];
    throw error;
  }
}
