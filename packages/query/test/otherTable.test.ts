import { describe, expect, test } from "vitest";
import { evaluatorOf } from "../src/evaluate.ts";
import { expressionsOf } from "../src/index.ts";
import { otaJob, otaJobTable } from "./jobs.ts";
import { refusalOf } from "./refusal.ts";

const { fields: jobFields } = otaJobTable;
const withListOfStatus = {
  ...otaJobTable,
  fields: { ...jobFields, status: { operators: ["=", "in"], values: jobFields.status.values } },
} as const;

test("before the change, status takes no list", () => {
  const { parse, where } = expressionsOf(otaJobTable);
  expect(refusalOf(() => parse("status in ('started')")).reason).toBe("operator-not-allowed");
  expect(refusalOf(() => where({ status: ["started"] as never })).reason).toBe("operator-not-allowed");
});

test("when the table gains an operator, builder, filter, parser, printer and evaluator follow", () => {
  const { fields, where, parse, complete } = expressionsOf(withListOfStatus);
  const made = fields.status.in(["started", "stopped"]);
  expect(String(made)).toBe("status in ('started', 'stopped')");
  expect(where({ status: ["started", "stopped"] })).toEqual(made);
  expect(parse(String(made))).toEqual(made);
  expect(complete("status i").options.map(({ label }) => label)).toEqual(["in"]);
  const isMet = evaluatorOf(withListOfStatus).compile(made);
  expect([{ status: "stopped" }, { status: "paused" }].map(isMet)).toEqual([true, false]);
  expect(refusalOf(() => parse("status in ('paused')")).expected).toEqual(["started", "stopped"]);
});

test("when the table gains a field and a language, all follow", () => {
  const table = {
    ...otaJobTable,
    fields: {
      ...jobFields,
      jobId: { operators: ["=", "in"] },
      "name.ja_JP": { operators: ["like"], names: ["ja_JP", "en_US"], match: "first" },
    },
  } as const;
  const { fields, parse } = expressionsOf(table);
  expect(String(fields.jobId.eq("j"))).toBe("jobId = 'j'");
  const isMet = evaluatorOf(table).compile(fields.name.ja_JP.like("ポンプ"));
  expect(isMet({ name: { i18nValue: { ja_JP: "大型ポンプ" } } })).toBe(true);
  expect(isMet({ name: { i18nValue: { en_US: "ポンプ" } } })).toBe(true);
  expect(isMet({ name: { defaultValue: "ポンプ" } })).toBe(false);
  expect(parse("jobId in ('a') and name.ja_JP like 'x'").comparisons).toHaveLength(2);
});

test("when a name gains =, the evaluator compares the same texts that it would search", () => {
  const table = {
    ...otaJobTable,
    fields: { ...jobFields, name: { ...jobFields.name, operators: ["=", "in", "like"] } },
  } as const;
  const { fields } = expressionsOf(table);
  const { compile } = evaluatorOf(table);
  const equals = compile(fields.name.eq("pump"));
  expect(equals({ name: { i18nValue: { en_US: "pump" } } })).toBe(true);
  expect(equals({ name: { defaultValue: "pumps" } })).toBe(false);
  expect(compile(fields.name.in(["a", "pump"]))({ name: { defaultValue: "pump" } })).toBe(true);
});

describe("a table with numbers and booleans", () => {
  const table = {
    connectives: ["and"],
    operatorNotAllowed: { code: 1, message: "{operator} is none of {allowed}" },
    fields: {
      createTime: { operators: ["=", "in"], type: "number" },
      enabled: { operators: ["="], type: "boolean" },
    },
  } as const;
  const { fields, and, where, parse, check, complete } = expressionsOf(table);

  test("writes them without quotes, reads them back and compares them", () => {
    const made = and(fields.createTime.in([1591171274788, -0.5]), fields.enabled.eq(false));
    expect(String(made)).toBe("createTime in (1591171274788, -0.5) and enabled = false");
    expect(parse(String(made))).toEqual(made);
    expect(where({ createTime: [1591171274788, -0.5], enabled: false })).toEqual(made);
    const isMet = evaluatorOf(table).compile(made);
    expect(isMet({ createTime: -0.5, enabled: false })).toBe(true);
    expect(isMet({ createTime: -0.5, enabled: true })).toBe(false);
    expect(isMet({ createTime: 1, enabled: false })).toBe(false);
  });

  test.each([0, 7, -7, 12.25, -0.125, 1e20])("writes and reads the number %d", (value) => {
    const text = `createTime = ${value}`;
    expect(String(fields.createTime.eq(value))).toBe(text);
    expect(parse(text).comparisons[0]?.value).toBe(value);
  });

  test.each(["1.", ".5", "+1", "--1", "1e3", "1.2.3", "0x10", "TRUE"])("reads no number in %s", (text) => {
    expect(check(`createTime = ${text}`)).not.toEqual([]);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, 1e21, 1e-7])(
    "refuses %d, which has no documented spelling",
    (value) => {
      expect(refusalOf(() => fields.createTime.eq(value)).message).toContain("createTime takes a number");
    },
  );

  test("refuses values of another type, in the builder and in a text", () => {
    expect(refusalOf(() => fields.createTime.eq("1" as never)).message).toBe(
      "createTime takes a number, but was given a text.",
    );
    expect(check("createTime = '15'")).toMatchObject([
      {
        summary: "Expected a number, but found '15'. createTime is compared without quotes.",
        fixes: [{ from: 13, to: 17, insert: "15" }],
      },
    ]);
    expect(check("createTime = soon")[0]?.fixes).toEqual([]);
    expect(check("createTime = true")).toHaveLength(1);
    expect(check("enabled = 1")).toHaveLength(1);
    expect(check("enabled = false")).toEqual([]);
  });

  test("completes the two booleans", () => {
    expect(complete("enabled = ").options.map(({ label }) => label)).toEqual(["true", "false"]);
    expect(complete("enabled = t").options.map(({ label }) => label)).toEqual(["true"]);
    expect(complete("createTime = ").options).toEqual([]);
  });

  test("answers an operator with the table's own message and code", () => {
    expect(check("enabled like 'x'")[0]).toMatchObject({ apiMessage: "like is none of =", apiCode: 1 });
    expect(check("createTime like 'x'")[0]?.summary).toBe(
      `createTime cannot be compared with "like". Write createTime = 1 or createTime in (1, …).`,
    );
  });

  test("takes no conditions of another table", () => {
    expect(refusalOf(() => and(otaJob.type.eq("verify"))).reason).toBe("unknown-field");
    expect(refusalOf(() => evaluatorOf(table).compile(otaJob.type.eq("verify"))).reason).toBe(
      "unknown-field",
    );
  });
});

describe("a table without connectives", () => {
  const { fields, and, parse, check } = expressionsOf({ ...otaJobTable, connectives: [] });

  test("takes one comparison", () => {
    expect(String(and(fields.type.eq("verify")))).toBe("type = 'verify'");
    expect(String(parse("type = 'verify'"))).toBe("type = 'verify'");
  });

  test("refuses several", () => {
    const several = () => and(fields.type.eq("verify"), fields.status.eq("started"));
    expect(refusalOf(several).message).toBe("This search takes one comparison, but was given several.");
    expect(check("type = 'verify' and status = 'started'").map(({ expected }) => expected)).toEqual([
      ["the end"],
    ]);
  });
});

test("a connective in capitals is written so, and read in any case", () => {
  const { fields, and, parse, complete } = expressionsOf({ ...otaJobTable, connectives: ["AND"] });
  const text = "type = 'verify' AND status = 'started'";
  expect(String(and(fields.type.eq("verify"), fields.status.eq("started")))).toBe(text);
  expect(String(parse(text))).toBe(text);
  expect(String(parse("type = 'verify' and status = 'started'"))).toBe(text);
  expect(complete("type = 'verify' a").options.map(({ label }) => label)).toEqual(["AND"]);
});

describe("options", () => {
  test("maxLength is one limit for the builder, the filter, the parser and the check", () => {
    const { fields, and, where, parse, check } = expressionsOf(otaJobTable, { maxLength: 24 });
    const short = fields.productKey.eq("123456789");
    expect(String(short)).toHaveLength(24);
    expect(parse(String(short))).toEqual(short);
    for (const long of [
      () => fields.productKey.eq("1234567890"),
      () => where({ productKey: "1234567890" }),
      () => and(fields.type.eq("verify"), fields.status.eq("started")),
      () => parse("productKey = '1234567890'"),
      // It fits as it is, but not when it is printed.
      () => parse("productKey='12345678901'"),
    ]) {
      expect(refusalOf(long).reason).toBe("too-long");
    }
    expect(check("productKey = '1234567890'").map(({ reason }) => reason)).toEqual(["too-long"]);
    expect(String(parse("productKey = '1234567890'", { maxLength: 25 }))).toHaveLength(25);
  });

  test("the builder refuses what the parser would refuse", () => {
    expect(refusalOf(() => otaJob.productKey.eq("x".repeat(70_000))).reason).toBe("too-long");
    expect(refusalOf(() => otaJob.productKey.in(Array(20_000).fill("x"))).reason).toBe("too-long");
  });

  test.each([
    ["it's", "name"],
    ["a\\b", "productKey"],
    ["50%", "name"],
    ["e_1", "name"],
    ["＇", "productKey"],
    ["＂", "productKey"],
    ["＼", "productKey"],
  ] as const)("strictLiterals refuses %s in %s, and a warning tells of it", (value, name) => {
    const usual = expressionsOf(otaJobTable);
    const strict = expressionsOf(otaJobTable, { strictLiterals: true });
    const build = ({ fields }: typeof usual) =>
      name === "name" ? fields.name.like(value) : fields.productKey.eq(value);
    const text = String(build(usual));
    expect(refusalOf(() => build(strict)).reason).toBe("invalid-value");
    expect(refusalOf(() => strict.parse(text)).reason).toBe("invalid-value");
    expect(usual.check(text)).toEqual([]);
    expect(usual.check(text, { warnings: true })).toMatchObject([
      { severity: "warning", reason: "invalid-value" },
    ]);
    expect(strict.check(text)).toMatchObject([{ severity: "error" }]);
    // Conditions of the usual table are checked again.
    expect(refusalOf(() => strict.and(build(usual))).reason).toBe("invalid-value");
  });

  test("strictLiterals lets through what every server reads alike", () => {
    const { fields } = expressionsOf(otaJobTable, { strictLiterals: true });
    expect(String(fields.productKey.in(["50%", "e_1", "泵", 'a"b']))).toBe(
      `productKey in ('50%', 'e_1', '泵', 'a"b')`,
    );
  });
});
