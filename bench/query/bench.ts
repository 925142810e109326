import { deepStrictEqual } from "node:assert";
import { and, otaJob, parseExpression, where } from "@enos-ota/query";
import { compile } from "@enos-ota/query/evaluate";
import { measure } from "../measure.ts";
import type { Effort, Section } from "../section.ts";
import { jobs } from "./jobs.ts";
import { parseWithNearley } from "./nearleyParser.ts";
import { parseWithParsimmon } from "./parsimmonParser.ts";
import { parseWithPeggy } from "./peggyParser.ts";

const short = "name like 'name' and firmwareName like 'firmware1'";
const long =
  `productKey in ("pk1", 'pk2','pk3') AND firmwareId = '5ed0dd4a646542001b3d113f' and type  = 'upgrade' ` +
  `and status='started' and firmwareVersion in ('1.1','1.2') and firmwareName.zh_CN like '固件名称' and name like 'e_1.2'`;

/** Parsing, printing and evaluating expressions. */
export async function bench(effort: Effort): Promise<Section> {
  const parsers = [
    { name: "@enos-ota/query", parse: (text: string) => parseExpression(text).comparisons },
    { name: "peggy", parse: parseWithPeggy },
    { name: "parsimmon", parse: parseWithParsimmon },
    { name: "nearley", parse: parseWithNearley },
  ];
  for (const text of [short, long]) {
    for (const { parse } of parsers) deepStrictEqual(parse(text), parseExpression(text).comparisons);
  }
  const parsing = (title: string, text: string) =>
    measure(
      parsers.map(({ name, parse }) => ({ name, run: () => parse(text) })),
      effort,
      { title, reference: "@enos-ota/query" },
    );
  return {
    title: "Expressions",
    method: `Each parser reads the grammar of our samples into the same list of comparisons (asserted first); ours also
checks fields, operators and values against the API's table, and freezes the result. Printing includes reading the text
once, because engines put off the joining of strings. Filters run over ${jobs.length} jobs of which every expression
finds some, and give the same jobs (asserted first).`,
    tables: [
      await parsing(`Parsing the page's example of ${short.length} characters`, short),
      await parsing(`Parsing seven conditions, ${long.length} characters`, long),
      await printing(effort),
      ...(await evaluating(effort)),
    ],
  };
}

function printing(effort: Effort) {
  let turn = 0;
  const key = (): string => `BXwU4k${turn++ & 1023}`;
  const version = ["1.0", "1.1"];
  // Values that change, as an application's do: constants would let the engine join the text beforehand.
  const states = ["started", "stopped"] as const;
  const names = ["泵", "阀门", "pump", "valve"] as const;
  const status = () => states[turn & 1] ?? "started";
  const part = () => names[turn & 3] ?? "泵";
  const condition = () =>
    and(
      otaJob.productKey.eq(key()),
      otaJob.status.eq(status()),
      otaJob.name.zh_CN.like(part()),
      otaJob.firmwareVersion.in(version),
    );
  const object = () =>
    where({ productKey: key(), status: status(), "name.zh_CN": { like: part() }, firmwareVersion: version });
  const byHand = (): string =>
    [
      `productKey = '${key()}'`,
      `status = '${status()}'`,
      `name.zh_CN like '${part()}'`,
      `firmwareVersion in (${version.map((one) => `'${one}'`).join(", ")})`,
    ].join(" and ");
  const made = Array.from({ length: 1024 }, condition);
  turn = 0;
  const sameTurn = [condition, object, byHand].map((make) => {
    turn = 0;
    return String(make());
  });
  deepStrictEqual(sameTurn, [sameTurn[2], sameTurn[2], sameTurn[2]]);
  const read = (text: string): number => text.charCodeAt(text.length >> 1);
  return measure(
    [
      {
        name: "template literals joined by hand",
        run: () => read(byHand()),
        note: "escapes and checks nothing",
      },
      { name: "print a condition", run: () => read(String(made[turn++ & 1023])) },
      { name: "build and print", run: () => read(String(condition())) },
      { name: "where() and print", run: () => read(String(object())) },
    ],
    effort,
    { title: "Printing four conditions" },
  );
}

async function evaluating(effort: Effort) {
  type Job = (typeof jobs)[number];
  const names = ({ name }: Job): string[] =>
    [name.defaultValue, name.i18nValue.zh_CN, name.i18nValue.en_US].filter((one) => one !== undefined);
  const versions = new Set(["1.1", "1.2"]);
  const cases: readonly (readonly [string, string, (job: Job) => boolean])[] = [
    [
      "one product, part of a name",
      "productKey = 'pk1' and name like 'pump 1'",
      (job) => job.productKey === "pk1" && names(job).some((name) => name.toLowerCase().includes("pump 1")),
    ],
    [
      "versions, Chinese name",
      "firmwareVersion in ('1.1', '1.2') and name.zh_CN like '泵1'",
      ({ firmwareVersion, name }) =>
        versions.has(firmwareVersion) &&
        (name.i18nValue.zh_CN ?? name.defaultValue).toLowerCase().includes("泵1"),
    ],
    [
      "part of a name",
      "name like 'pump 12'",
      (job) => names(job).some((name) => name.toLowerCase().includes("pump 12")),
    ],
    [
      "three equalities",
      "productKey = 'pk1' and status = 'started' and type = 'upgrade'",
      (job) => job.productKey === "pk1" && job.status === "started" && job.type === "upgrade",
    ],
  ];
  const tables = [];
  for (const [title, text, byHand] of cases) {
    const compiled = compile(parseExpression(text));
    const found = jobs.filter(compiled);
    deepStrictEqual(found, jobs.filter(byHand));
    if (!found.length) throw new Error(`${text} finds no job`);
    tables.push(
      await measure(
        [
          { name: "filter written by hand", run: () => jobs.filter(byHand) },
          { name: "compile()", run: () => jobs.filter(compiled) },
        ],
        effort,
        { title: `Filtering ${jobs.length} jobs: ${title}` },
      ),
    );
  }
  return tables;
}
