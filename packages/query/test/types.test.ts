import { describe, expect, test } from "vitest";
import { type FieldEntry, type Operator, otaJobTable } from "../src/index.ts";
import { sourcePath, typeCheck } from "./typeChecker.ts";

const imports = `import { and, otaJob, where, type Condition } from ${JSON.stringify(sourcePath("index.ts"))};\n`;
const operators: readonly Operator[] = ["=", "in", "like"];

interface Use {
  readonly code: string;
  readonly allowed: boolean;
}

/** Every field with every operator, through the builder and through the filter, as the table has it. */
const uses: readonly Use[] = Object.entries<FieldEntry>(otaJobTable.fields).flatMap(([field, entry]) => {
  const [first] = entry.values ?? (entry.type === "number" ? [5] : entry.type === "boolean" ? [true] : ["x"]);
  const value = JSON.stringify(first);
  const calls = { "=": `eq(${value})`, in: `in([${value}])`, like: `like(${value})` };
  const filters = { "=": value, in: `[${value}]`, like: `{ like: ${value} }` };
  return operators.flatMap((operator) => {
    const allowed = entry.operators.includes(operator);
    return [
      { code: `otaJob.${field}.${calls[operator]};`, allowed },
      { code: `where({ ${JSON.stringify(field)}: ${filters[operator]} });`, allowed },
    ];
  });
});

describe("the types, for every field and operator of the table", { timeout: 60_000 }, () => {
  test("allow what the table allows and nothing else", async () => {
    const lines = uses.map(({ code, allowed }) =>
      allowed ? code : `// @ts-expect-error not allowed\n${code}`,
    );
    expect(uses.filter(({ allowed }) => allowed).length).toBeGreaterThan(20);
    expect(uses.filter(({ allowed }) => !allowed).length).toBeGreaterThan(20);
    expect(await typeCheck(imports + lines.join("\n"))).toEqual([]);
  });

  test("canary: each pair that is claimed the wrong way round is an error", async () => {
    const lines = uses.map(({ code, allowed }) =>
      allowed ? `// @ts-expect-error claimed\n${code}` : `\n${code}`,
    );
    const errors = (await typeCheck(imports + lines.join("\n"))).filter((line) => line.startsWith("program"));
    expect(errors).toHaveLength(uses.length);
  });
});

test("compile errors are sentences that a person understands", { timeout: 60_000 }, async () => {
  const wrong = `
otaJob.nme.like("x");
otaJob.name.zh_cn.like("x");
otaJob.noSuchField.eq("x");
otaJob.name.eq("x");
otaJob.type.like("x");
otaJob.type.eq("Upgrade");
otaJob.productKey.eq(undefined);
where({ nme: { like: "x" } });
where({ status: "Started" });
where({ productKey: undefined });
and("productKey = 'a'");
`;
  const lines = await typeCheck(imports + wrong);
  const errors = lines
    .map((line) => line.replace(/ error TS\d+/, ""))
    .filter((line) => /^program/.test(line));
  const [type = "", status = ""] = [otaJobTable.fields.type, otaJobTable.fields.status]
    .map(({ values }: FieldEntry) => [...(values ?? [])].sort().map((value) => `"${value}"`))
    .map((values) => values.join(" | "));
  const expected: readonly (readonly [place: string, message: string])[] = [
    ["3,8", "Property 'nme' does not exist on type 'OtaJobFields'. Did you mean 'name'?"],
    ["4,13", "Did you mean 'zh_CN'?"],
    ["5,8", "Property 'noSuchField' does not exist on type 'OtaJobFields'."],
    ["6,13", "Property 'eq' does not exist on type 'SupportsLike & {"],
    ["7,13", "Property 'like' does not exist on type 'SupportsEq<"],
    ["8,16", `Argument of type '"Upgrade"' is not assignable to parameter of type '${type}'.`],
    ["9,22", "Argument of type 'undefined' is not assignable to parameter of type 'string'."],
    ["10,9", "'nme' does not exist in type 'OtaJobFilter'. Did you mean to write 'name'?"],
    ["11,9", `'"Started"' is not assignable to type '${status}`],
    [
      "12,7",
      "Argument of type '{ productKey: undefined; }' is not assignable to parameter of type 'OtaJobFilter'",
    ],
    ["13,5", "No overload matches this call."],
  ];
  expect(errors.map((line) => line.split(":")[0])).toEqual(expected.map(([place]) => `program(${place})`));
  for (const [index, [, message]] of expected.entries()) expect(errors[index]).toContain(message);
  expect(lines.join("\n")).toContain(
    `Argument of type '"productKey = 'a'"' is not assignable to parameter of type 'MaybeCondition'.`,
  );
});

test("500 statements of four conditions cost at most 500 instantiations", { timeout: 60_000 }, async () => {
  const status = JSON.stringify(otaJobTable.fields.status.values[0]);
  const built = (i: number): string =>
    `export const e${i}: Condition | undefined = and(otaJob.productKey.eq("a${i}"), otaJob.status.eq(${status}), otaJob.name.zh_CN.like("b"), otaJob.firmwareVersion.eq("1.${i}"));`;
  const filtered = (i: number): string =>
    `export const e${i}: Condition = where({ productKey: "a${i}", status: ${status}, "name.zh_CN": { like: "b" }, firmwareVersion: "1.${i}" });`;
  const instantiations = async (statement: (i: number) => string, count: number): Promise<number> => {
    const statements = Array.from({ length: count }, (_, i) => statement(i));
    const program = `${imports}${statements.join("\n")}\nvoid [and, otaJob, where];`;
    const output = await typeCheck(program, "--extendedDiagnostics", "--skipLibCheck");
    expect(output.filter((line) => line.includes("error"))).toEqual([]);
    return Number(output.map((line) => /^Instantiations:\s+(\d+)/.exec(line)?.[1]).find((found) => found));
  };
  const withoutAny = await instantiations(built, 0);
  expect(withoutAny).toBeGreaterThan(0);
  for (const statement of [built, filtered]) {
    expect((await instantiations(statement, 500)) - withoutAny).toBeLessThanOrEqual(500);
  }
});
