// Draws the grammar of expressions as railroad diagrams, from the field table that the parser reads.
import { createRequire } from "node:module";
import { otaJobTable, type Table } from "@enos-ota/query";

/** The functions of `railroad-diagrams` that are used here; the package has no types. */
interface Railroad {
  Diagram(...items: readonly unknown[]): { format(): { toString(): string } };
  Choice(normal: number, ...items: readonly unknown[]): unknown;
  OneOrMore(item: unknown, repeat?: unknown): unknown;
  Sequence(...items: readonly unknown[]): unknown;
  Terminal(text: string): unknown;
  NonTerminal(text: string): unknown;
}

const { Diagram, Choice, OneOrMore, Sequence, Terminal, NonTerminal }: Railroad = createRequire(
  import.meta.url,
)("railroad-diagrams");

/** Writes the page "Grammar": one diagram for each rule. */
export function renderGrammar(): string {
  return [
    "# Grammar of expressions",
    "",
    "What the parser of `@enos-ota/query` accepts, drawn from the same table that the parser reads. Keywords may be",
    "written in any case; white space is free between the parts.",
    "",
    ...Object.entries(rules()).flatMap(([name, diagram]) => [
      `## ${name}`,
      "",
      `<div class="railroad">${diagram}</div>`,
      "",
    ]),
    "A value has no escape: nothing documents one. A value with a single quote is written in double quotes; a value with",
    "both kinds of quotes, a trailing backslash or a control character is refused.",
    "",
  ].join("\n");
}

function rules(): Readonly<Record<string, string>> {
  return {
    expression: draw([OneOrMore(NonTerminal("comparison"), Terminal("and"))]),
    comparison: draw([Choice(0, ...comparisons())]),
    list: draw([Terminal("("), OneOrMore(NonTerminal("text"), Terminal(",")), Terminal(")")]),
    text: draw([
      Choice(
        0,
        Sequence(Terminal("'"), NonTerminal("characters without '"), Terminal("'")),
        Sequence(Terminal('"'), NonTerminal('characters without "'), Terminal('"')),
      ),
    ]),
  };
}

/** One branch for all fields that allow the same operators and values. */
function comparisons(): readonly unknown[] {
  const groups = new Map<
    string,
    { names: string[]; operators: readonly string[]; values: readonly string[] | undefined }
  >();
  const { fields }: Table = otaJobTable;
  for (const [name, { operators, values }] of Object.entries(fields)) {
    const key = JSON.stringify([operators, values]);
    const group = groups.get(key) ?? { names: [], operators, values };
    group.names.push(name);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ names, operators, values }) =>
    Sequence(
      Choice(0, ...names.map((name) => Terminal(name))),
      Choice(0, ...operators.map((operator) => Sequence(Terminal(operator), operand(operator, values)))),
    ),
  );
}

function operand(operator: string, values: readonly string[] | undefined): unknown {
  if (operator === "in") return NonTerminal("list");
  return values ? Choice(0, ...values.map((value) => Terminal(`'${value}'`))) : NonTerminal("text");
}

function draw(items: readonly unknown[]): string {
  return Diagram(...items)
    .format()
    .toString();
}
