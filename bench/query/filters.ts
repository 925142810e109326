import { deepStrictEqual } from "node:assert";
import { parseExpression } from "@enos-ota/query";
import { compile } from "@enos-ota/query/evaluate";
import { filter } from "liqe";
import { packageVersion } from "../process.ts";
import { raceCalls } from "../race.ts";
import type { Effort, Table } from "../section.ts";
import { jobs } from "./jobs.ts";
import { parseWithLiqe } from "./liqeParser.ts";

type Job = (typeof jobs)[number];

/** One filter, said in each way. */
interface Case {
  readonly title: string;
  readonly text: string;
  readonly byHand: (job: Job) => boolean;
  /** In liqe's language, of which a query can hold one regular expression at most. */
  readonly liqe: string;
}

const names = ({ name }: Job): string[] =>
  [name.defaultValue, name.i18nValue.zh_CN, name.i18nValue.en_US].filter((one) => one !== undefined);
const versions = new Set(["1.1", "1.2"]);

const cases: readonly Case[] = [
  {
    title: "one product, part of a name",
    text: "productKey = 'pk1' and name like 'pump 1'",
    byHand: (job) =>
      job.productKey === "pk1" && names(job).some((name) => name.toLowerCase().includes("pump 1")),
    liqe: 'productKey:"pk1" AND name:/pump 1/i',
  },
  {
    title: "versions, Chinese name",
    text: "firmwareVersion in ('1.1', '1.2') and name.zh_CN like '泵1'",
    byHand: ({ firmwareVersion, name }) =>
      versions.has(firmwareVersion) &&
      (name.i18nValue.zh_CN ?? name.defaultValue).toLowerCase().includes("泵1"),
    liqe: "firmwareVersion:/^1\\.[12]$/ AND (name.i18nValue.zh_CN:泵1 OR (NOT name.i18nValue.zh_CN:* AND name.defaultValue:泵1))",
  },
  {
    title: "part of a name",
    text: "name like 'pump 12'",
    byHand: (job) => names(job).some((name) => name.toLowerCase().includes("pump 12")),
    liqe: "name:/pump 12/i",
  },
  {
    title: "three equalities",
    text: "productKey = 'pk1' and status = 'started' and type = 'upgrade'",
    byHand: (job) => job.productKey === "pk1" && job.status === "started" && job.type === "upgrade",
    liqe: 'productKey:"pk1" AND status:"started" AND type:"upgrade"',
  },
];

/** Filtering jobs in memory. */
export async function filtering(effort: Effort): Promise<readonly Table[]> {
  const tables: Table[] = [];
  for (const { title, text, byHand, liqe } of cases) {
    const compiled = compile(parseExpression(text));
    const query = parseWithLiqe(liqe);
    const found = jobs.filter(compiled);
    deepStrictEqual(found, jobs.filter(byHand));
    deepStrictEqual(found, filter(query, jobs));
    if (!found.length) throw new Error(`${text} finds no job`);
    tables.push(
      await raceCalls(
        [
          { name: "filter written by hand", run: () => jobs.filter(byHand) },
          { name: "compile()", run: () => jobs.filter(compiled) },
          {
            name: `liqe ${packageVersion("liqe")}`,
            note: `\`${liqe}\``,
            run: () => filter(query, jobs),
          },
        ],
        effort,
        { title: `Filtering ${jobs.length} jobs: ${title}` },
      ),
    );
  }
  return tables;
}
