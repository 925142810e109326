import { type LiqeQuery, parse } from "liqe";

/** Parses liqe's own language, as those do who choose it instead. */
export function parseWithLiqe(text: string): LiqeQuery {
  return parse(text);
}

/** The fields and values that were read, in the order of the text. */
export function tagsOf(query: LiqeQuery): readonly (readonly [field: string, value: string])[] {
  switch (query.type) {
    case "LogicalExpression":
      return [...tagsOf(query.left), ...tagsOf(query.right)];
    case "ParenthesizedExpression":
      return tagsOf(query.expression);
    case "Tag":
      if (query.field.type !== "Field" || query.expression.type !== "LiteralExpression") break;
      return [[query.field.name, String(query.expression.value)]];
  }
  throw new Error(`${query.type} says more than which field holds which value`);
}
