import { evaluatorOf } from "../src/evaluate.ts";
import type { RecordOf } from "../src/fieldTypes.ts";
import { expressionsOf, type Table } from "../src/index.ts";

const name = (...names: readonly string[]) => ({ operators: ["like"], names, match: "first" }) as const;
const anyName = { operators: ["like"], names: ["defaultValue", "zh_CN", "en_US"], match: "any" } as const;

/**
 * The table that the tests of the language are written for. It looks like that of the jobs, and stays as it is when
 * the spec changes; ownTable.test.ts has what must hold for the table that the spec generates.
 */
export const otaJobTable = {
  connectives: ["and"],
  operatorNotAllowed: { code: 99400, message: "Do not allow operator op {operator}, allowed op [{allowed}]" },
  fields: {
    productKey: { operators: ["=", "in"] },
    firmwareId: { operators: ["=", "in"] },
    firmwareVersion: { operators: ["=", "in"] },
    type: { operators: ["="], values: ["verify", "upgrade"] },
    status: { operators: ["="], values: ["started", "stopped"] },
    firmwareName: anyName,
    "firmwareName.defaultValue": name("defaultValue"),
    "firmwareName.zh_CN": name("zh_CN", "defaultValue"),
    "firmwareName.en_US": name("en_US", "defaultValue"),
    name: anyName,
    "name.defaultValue": name("defaultValue"),
    "name.zh_CN": name("zh_CN", "defaultValue"),
    "name.en_US": name("en_US", "defaultValue"),
  },
} as const satisfies Table;

export const {
  fields: otaJob,
  and,
  where,
  parse: parseExpression,
  check: checkExpression,
  complete: completeExpression,
} = expressionsOf(otaJobTable);

export const { compile, matches } = evaluatorOf(otaJobTable);

export type SearchableOtaJob = RecordOf<typeof otaJobTable>;
