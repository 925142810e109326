import { deepStrictEqual } from "node:assert";
import { and, otaJob, where } from "@enos-ota/query";
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from "kysely";
import odataQuery from "odata-query";
import { packageVersion } from "../process.ts";
import { raceCalls } from "../race.ts";
import type { Effort, Table } from "../section.ts";

/** The function itself; the package's types take its module for CommonJS. */
const buildQuery = odataQuery as unknown as typeof odataQuery.default;

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
const odata = (): string =>
  buildQuery({
    filter: {
      productKey: key(),
      status: status(),
      "name/zh_CN": { contains: part() },
      firmwareVersion: { in: version },
    },
  });

interface Database {
  readonly job: {
    readonly productKey: string;
    readonly status: string;
    readonly name_zh_CN: string;
    readonly firmwareVersion: string;
  };
}

const database = new Kysely<Database>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (kysely) => new PostgresIntrospector(kysely),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});
const sql = () =>
  database
    .selectFrom("job")
    .selectAll()
    .where("productKey", "=", key())
    .where("status", "=", status())
    .where("name_zh_CN", "ilike", `%${part()}%`)
    .where("firmwareVersion", "in", version)
    .compile();

/** Building four conditions from values, and printing them. */
export function printing(effort: Effort): Promise<Table> {
  const first = <T>(make: () => T): T => {
    turn = 0;
    return make();
  };
  const text = first(byHand);
  deepStrictEqual([String(first(condition)), String(first(object))], [text, text]);
  const valve = encodeURIComponent("阀门");
  deepStrictEqual(
    first(odata),
    `?$filter=productKey eq 'BXwU4k0' and status eq 'stopped' and contains(name/zh_CN,'${valve}') and firmwareVersion in ('1.0','1.1')`,
  );
  const compiled = first(sql);
  deepStrictEqual(
    [compiled.sql, compiled.parameters],
    [
      `select * from "job" where "productKey" = $1 and "status" = $2 and "name_zh_CN" ilike $3 and "firmwareVersion" in ($4, $5)`,
      ["BXwU4k0", "stopped", "%阀门%", "1.0", "1.1"],
    ],
  );
  const made = Array.from({ length: 1024 }, condition);
  const read = (printed: string): number => printed.charCodeAt(printed.length >> 1);
  return raceCalls(
    [
      {
        name: "template literals joined by hand",
        run: () => read(byHand()),
        note: "escapes and checks nothing",
      },
      { name: "print a condition", run: () => read(String(made[turn++ & 1023])) },
      { name: "build and print", run: () => read(String(condition())) },
      { name: "where() and print", run: () => read(String(object())) },
      {
        name: `odata-query ${packageVersion("odata-query")}`,
        run: () => read(odata()),
        note: "OData: the equivalent filter; checks nothing",
      },
      {
        name: `kysely ${packageVersion("kysely")}`,
        run: () => read(sql().sql),
        note: "SQL: the equivalent `select`; its values become parameters",
      },
    ],
    effort,
    { title: "Printing four conditions" },
  );
}
