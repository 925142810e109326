import { createToken, EmbeddedActionsParser, Lexer } from "chevrotain";
import type { Comparison } from "./comparison.ts";

const field = createToken({ name: "Field", pattern: /[A-Za-z0-9_.]+/ });
const word = (name: string, pattern: RegExp) => createToken({ name, pattern, longer_alt: field });
const and = word("And", /and/i);
const like = word("Like", /like/i);
const inside = word("In", /in/i);
const equals = createToken({ name: "Equals", pattern: "=" });
const opening = createToken({ name: "Opening", pattern: "(" });
const closing = createToken({ name: "Closing", pattern: ")" });
const comma = createToken({ name: "Comma", pattern: "," });
const literal = createToken({ name: "Literal", pattern: /'[^']*'|"[^"]*"/, line_breaks: true });
const space = createToken({ name: "Space", pattern: /[ \t\r\n]+/, line_breaks: true, group: Lexer.SKIPPED });

const tokens = [space, and, like, inside, equals, opening, closing, comma, literal, field];
const lexer = new Lexer(tokens, { positionTracking: "onlyOffset", ensureOptimizations: true });

/** Makes its result while it reads, which is the fastest way that Chevrotain has: no syntax tree is kept. */
class ExpressionParser extends EmbeddedActionsParser {
  readonly expression = this.RULE("expression", (): Comparison[] => {
    const comparisons: Comparison[] = [];
    this.AT_LEAST_ONE_SEP({ SEP: and, DEF: () => comparisons.push(this.SUBRULE(this.#condition)) });
    return comparisons;
  });

  readonly #condition = this.RULE("condition", (): Comparison => {
    const { image } = this.CONSUME(field);
    return this.OR([
      {
        ALT: () => {
          this.CONSUME(equals);
          return { field: image, operator: "=", value: this.SUBRULE(this.#value) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(like);
          return { field: image, operator: "like", value: this.SUBRULE1(this.#value) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(inside);
          return { field: image, operator: "in", value: this.SUBRULE(this.#list) };
        },
      },
    ]);
  });

  readonly #list = this.RULE("list", (): string[] => {
    const values: string[] = [];
    this.CONSUME(opening);
    this.AT_LEAST_ONE_SEP({ SEP: comma, DEF: () => values.push(this.SUBRULE(this.#value)) });
    this.CONSUME(closing);
    return values;
  });

  readonly #value = this.RULE("value", (): string => this.CONSUME(literal).image.slice(1, -1));

  constructor(recoveryEnabled: boolean) {
    super(tokens, { recoveryEnabled });
    this.performSelfAnalysis();
  }
}

const parser = new ExpressionParser(false);
const recovering = new ExpressionParser(true);

/** The grammar of our samples, in Chevrotain. */
export function parseWithChevrotain(text: string): readonly Comparison[] {
  const read = lexer.tokenize(text);
  parser.input = read.tokens;
  const comparisons = parser.expression();
  const [error = read.errors[0]] = parser.errors;
  if (error !== undefined) throw new Error(error.message);
  return comparisons;
}

/** Where Chevrotain finds problems of syntax; it goes on behind each, as far as its recovery can. */
export function checkWithChevrotain(text: string): readonly number[] {
  recovering.input = lexer.tokenize(text).tokens;
  recovering.expression();
  return recovering.errors.map(({ token }) => token.startOffset);
}
