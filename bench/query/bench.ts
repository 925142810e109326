import { deepStrictEqual } from "node:assert";
import { and, type Condition, parseExpression } from "@enos-ota/query";
import { packageVersion } from "../process.ts";
import { raceCalls } from "../race.ts";
import type { Effort, Section, Table } from "../section.ts";
import { checking } from "./checks.ts";
import { parseWithChevrotain } from "./chevrotainParser.ts";
import type { Comparison } from "./comparison.ts";
import { filtering } from "./filters.ts";
import { jobs } from "./jobs.ts";
import { parseWithLiqe, tagsOf } from "./liqeParser.ts";
import { parseWithParsimmon } from "./parsimmonParser.ts";
import { parseWithPeggy } from "./peggyParser.ts";
import { printing } from "./printers.ts";

/** An expression, and the same conditions in liqe's language. */
interface Sample {
  readonly text: string;
  readonly liqe: string;
}

const short: Sample = {
  text: "name like 'name' and firmwareName like 'firmware1'",
  liqe: "name:name AND firmwareName:firmware1",
};
const long: Sample = {
  text:
    `productKey in ("pk1", 'pk2','pk3') AND firmwareId = '5ed0dd4a646542001b3d113f' and type  = 'upgrade' ` +
    `and status='started' and firmwareVersion in ('1.1','1.2') and firmwareName.zh_CN like '固件名称' and name like 'e_1.2'`,
  liqe:
    `(productKey:"pk1" OR productKey:'pk2' OR productKey:'pk3') AND firmwareId:'5ed0dd4a646542001b3d113f' AND type:'upgrade' ` +
    `AND status:'started' AND (firmwareVersion:'1.1' OR firmwareVersion:'1.2') AND firmwareName.zh_CN:固件名称 AND name:e_1.2`,
};

const parsers: readonly { readonly name: string; readonly parse: (text: string) => readonly Comparison[] }[] =
  [
    { name: "@enos-ota/query", parse: (text) => parseExpression(text).comparisons },
    { name: `peggy ${packageVersion("peggy")}`, parse: parseWithPeggy },
    { name: `chevrotain ${packageVersion("chevrotain")}`, parse: parseWithChevrotain },
    { name: `parsimmon ${packageVersion("parsimmon")}`, parse: parseWithParsimmon },
  ];

/** Parsing, checking, printing and evaluating expressions. */
export async function bench(effort: Effort): Promise<Section> {
  return {
    title: "Expressions",
    method: `Each parser reads the grammar of our samples into the same list of comparisons (asserted first); ours also
checks fields, operators and values against the API's table, and freezes the result; in the table of the same work the
others have that done by our \`and()\`. liqe cannot be given a grammar: it
reads the same fields and values in its own language, where they can also be joined by \`OR\` and negated. Checks give
where each problem begins (asserted first); what is found is in the last column. Printing includes reading the text
once, because engines put off the joining of strings; odata-query and kysely print the same four conditions in the
languages that they build. Filters run over ${jobs.length} jobs of which every expression
finds some, and give the same jobs (asserted first). liqe has no equality of texts but one regular expression in a query:
its other values may stand anywhere in the text, which finds nothing else here.`,
    tables: [
      await parsing(effort, `Parsing the page's example of ${short.text.length} characters`, short),
      await parsing(effort, `Parsing seven conditions, ${long.text.length} characters`, long),
      await sameWork(effort, short),
      ...(await checking(effort)),
      await printing(effort),
      ...(await filtering(effort)),
    ],
  };
}

/** As far as ours goes: peers read text only, so what they have read is checked and frozen afterwards. */
function sameWork(effort: Effort, { text }: Sample): Promise<Table> {
  const reference = "@enos-ota/query";
  const subjects = parsers.map(({ name, parse }) => ({
    name,
    run:
      name === reference
        ? () => parseExpression(text)
        : () => and({ comparisons: parse(text) as Condition["comparisons"], toJSON: () => text }),
  }));
  for (const { run } of subjects) deepStrictEqual(run(), parseExpression(text));
  return raceCalls(subjects, effort, {
    title: `The same work: ${text.length} characters parsed, checked and frozen`,
    reference,
  });
}

function parsing(effort: Effort, title: string, { text, liqe }: Sample): Promise<Table> {
  const { comparisons } = parseExpression(text);
  for (const { parse } of parsers) deepStrictEqual(parse(text), comparisons);
  deepStrictEqual(
    tagsOf(parseWithLiqe(liqe)),
    comparisons.flatMap(({ field, value }) => [value].flat().map((one) => [field, one])),
  );
  return raceCalls(
    [
      ...parsers.map(({ name, parse }) => ({ name, run: () => parse(text) })),
      {
        name: `liqe ${packageVersion("liqe")}`,
        note: "the same in its own language, which it cannot change",
        run: () => parseWithLiqe(liqe),
      },
    ],
    effort,
    { title, reference: "@enos-ota/query" },
  );
}
