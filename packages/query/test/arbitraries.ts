import fc from "fast-check";
import { comparisonOf } from "../src/comparison.ts";
import { joinComparisons } from "../src/condition.ts";
import type { Comparison, Condition, FieldEntry, Operator } from "../src/index.ts";
import { whyUnwritable } from "../src/literal.ts";
import { rulesOf } from "../src/rules.ts";
import { otaJobTable } from "./jobs.ts";

/** Pieces that mean something to the grammar or to those who read it; random strings would hardly hit them. */
export const tokens: readonly string[] = [
  "'",
  '"',
  "''",
  '""',
  "\\",
  "\\'",
  " and ",
  " or ",
  " AND ",
  "not ",
  "exists(",
  "(",
  ")",
  ",",
  "=",
  "!=",
  "in",
  "like",
  "%",
  "_",
  ";",
  "--",
  "/*",
  "\r",
  "\n",
  "\r\n",
  "\t",
  "\0",
  "\u007f",
  "\u0085",
  "\u2028",
  "\ud800",
  "\udc00",
  "\ud83d\ude00",
  "泵",
  "固件",
  "é",
  "e\u0301",
  "‘",
  "’",
  "“",
  "”",
  "＝",
  "\u00a0",
  "\u3000",
  "\u202e",
  "\ufeff",
  " ",
  "  ",
  "a",
  "1.0",
  "productKey",
  "name.zh_CN",
  "type = 'upgrade'",
  "' or '1'='1",
  "\u212a",
  "ß",
  "İ",
  "ı",
  "Σ",
  "ς",
];

/** Any text: grammar tokens, and binary noise. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.array(fc.constantFrom(...tokens), { maxLength: 6 }).map((parts) => parts.join("")),
  },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 12 }) },
);

/** Any text that may stand in an expression. */
export const writableText: fc.Arbitrary<string> = anyText.filter((text) => whyUnwritable(text) === undefined);

/** Any comparison that the table allows. */
export const comparison: fc.Arbitrary<Comparison> = fc
  .constantFrom(...Object.entries<FieldEntry>(otaJobTable.fields))
  .chain(([field, entry]) => {
    const value = entry.values ? fc.constantFrom(...entry.values) : writableText;
    return fc
      .constantFrom<Operator>(...entry.operators)
      .chain((operator) =>
        (operator === "in" ? fc.array(value, { minLength: 1, maxLength: 4 }) : value).map((made) =>
          comparisonOf(field, operator, made),
        ),
      );
  });

/** Any condition. */
export const condition: fc.Arbitrary<Condition> = fc
  .array(comparison, { minLength: 1, maxLength: 5 })
  .map((comparisons) => joinComparisons(rulesOf(otaJobTable), comparisons));

/** Texts that are nearly expressions: good ones with pieces lost, doubled, swapped or put in. */
export const nearlyExpression: fc.Arbitrary<string> = fc
  .tuple(condition, fc.array(fc.tuple(fc.nat(), fc.nat(3), fc.constantFrom(...tokens)), { maxLength: 4 }))
  .map(([made, edits]) => {
    const pieces = String(made).split(/(\s+|['"(),=])/);
    for (const [where, kind, token] of edits) {
      const at = where % pieces.length;
      if (kind === 0) pieces.splice(at, 1);
      else if (kind === 1) pieces.splice(at, 0, pieces[at] ?? "");
      else if (kind === 2) pieces.reverse();
      else pieces.splice(at, 0, token);
    }
    return pieces.join("");
  });
