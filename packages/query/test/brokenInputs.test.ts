import { describe, expect, test } from "vitest";

import { checkExpression, parseExpression } from "./jobs.ts";
import { refusalOf } from "./refusal.ts";

/** What people write. Each gets its message, with all problems that are found, in the snapshot. */
const brokenInputs: readonly string[] = [
  // Nothing, or not enough.
  "",
  "  \n ",
  "productKey",
  "productKey =",
  "productKey in",
  "productKey in (",
  "productKey in ('a'",
  "productKey in ('a',",
  "productKey = 'a' and",
  "name like",
  "and",
  "= 'a'",
  "'a' = productKey",
  // Fields.
  "nme = 'x'",
  "productkey = 'x'",
  "name.default like 'x'",
  "firmwareName.default like 'x'",
  "name.ja_JP like 'ポンプ'",
  "jobId = '5ed758ca49f032b4663063aa'",
  "createTime > 1591171274788",
  "constructor = 'x'",
  "__proto__ = 'x'",
  "name. zh_CN like 'x'",
  "泵 = 'x'",
  "`name` like 'x'",
  // Operators.
  "name = 'x'",
  "name in ('x')",
  "type in ('upgrade')",
  "productKey like 'x'",
  "type != 'upgrade'",
  "type <> 'upgrade'",
  "type == 'upgrade'",
  "firmwareVersion >= '1.0'",
  "name not like 'x'",
  "productKey not in ('x')",
  "productKey is null",
  "name ‘x’",
  "productKey ＝ 'x'",
  "productKey\u00a0= 'x'",
  // Values.
  "type = upgrade",
  "productKey = 5",
  "productKey = null",
  "name like ‘xxx’",
  "name like “xxx”",
  "name like `xxx`",
  "name like 'xxx’",
  "name like 'x",
  'name like "x',
  "name like 'it''s'",
  "name like 'it\\'s'",
  "name like ''",
  "name like 'C:\\'",
  "name like 'a\nb'",
  "name like 'a\0b'",
  "name like '\ud800'",
  "type = 'Upgrade'",
  "status = 'paused'",
  "productKey = ('a')",
  // Lists.
  "productKey in ()",
  "productKey in 'a'",
  "productKey in a, b",
  "productKey in ('a' 'b')",
  "productKey in ('a', b)",
  "productKey in ('a';'b')",
  "productKey in ['a']",
  // Between conditions.
  "productKey = 'a' or productKey = 'b'",
  "productKey = 'a' && type = 'verify'",
  "productKey = 'a', type = 'verify'",
  "productKey = 'a' type = 'verify'",
  "productKey = 'a';",
  "productKey = 'a' and and type = 'verify'",
  "productKey = 'a')",
  "(productKey = 'a')",
  "(productKey = 'a' and type = 'verify') or (productKey = 'b')",
  "not productKey = 'a'",
  "exists(tags.k1)",
  "not exists(tags.k2)",
  // Several problems, several lines, wide characters.
  "nme like 'x'\nand type = 'foo'\r\nor status like ‘started’\rand productKey in ()",
  "name.zh_CN like '固件名称' and 类型 = '升级'",
  `name like '${"long ".repeat(30)}' and statu = 'started'`,
];

test("a Chinese value without quotes is to be put in quotes, not into ASCII", () => {
  const [problem] = checkExpression("name like 泵");
  expect(problem?.message).toContain("Write '泵'.");
});

describe("broken inputs", () => {
  test.each(brokenInputs)("%j", (text) => {
    const problems = checkExpression(text);
    expect(problems.length).toBeGreaterThan(0);
    expect(refusalOf(() => parseExpression(text)).message).toBe(problems[0]?.message);
    const shown = problems.map(({ reason, line, column, length, message, fixes }) =>
      [
        `${reason} at ${line}:${column}, length ${length}`,
        message,
        ...fixes.map(({ label }) => `→ ${label}`),
      ].join("\n"),
    );
    expect(`\n${shown.join("\n\n")}\n`).toMatchSnapshot();
  });
});

describe("what an error carries", () => {
  test("reason, place, expected, found and, for an operator, the API's own sentence", () => {
    const error = refusalOf(() => parseExpression("productKey = 'a'\nand name = 'x'"));
    expect(error).toMatchObject({
      name: "ExpressionError",
      reason: "operator-not-allowed",
      offset: 26,
      line: 2,
      column: 10,
      expected: ["like"],
      found: "=",
      apiMessage: "Do not allow operator op =, allowed op [like]",
      excerpt: "and name = 'x'\n         ^",
    });
    expect(error.message).toBe(`${error.summary}\n${error.excerpt}`);
  });

  test("the API's sentence only for operators", () => {
    expect(refusalOf(() => parseExpression("name like x")).apiMessage).toBeUndefined();
  });

  test("no character that could steer a terminal, and no message longer than a few lines", () => {
    const hostile = `\u001b[31m\u202e${"x".repeat(10_000)} = '\u001b[0m'`;
    for (const { message } of checkExpression(hostile)) {
      expect(message).not.toContain("\u001b");
      expect(message).not.toContain("\u202e");
      expect(message.length).toBeLessThan(500);
    }
  });
});

describe("the length limit", () => {
  const long = (length: number): string => `name like '${"x".repeat(length - 12)}'`;

  test("is 65536 by default and can be changed", () => {
    expect(parseExpression(long(65_536)).comparisons).toHaveLength(1);
    expect(refusalOf(() => parseExpression(long(65_537))).reason).toBe("too-long");
    expect(parseExpression(long(70_000), { maxLength: 70_000 }).comparisons).toHaveLength(1);
    expect(checkExpression(long(20), { maxLength: 19 }).map(({ reason }) => reason)).toEqual(["too-long"]);
  });

  test("refuses everything when it is no number", () => {
    expect(refusalOf(() => parseExpression("name like 'x'", { maxLength: Number.NaN })).reason).toBe(
      "too-long",
    );
  });
});

test("what is no text is refused with an ExpressionError too", () => {
  for (const wrong of [undefined, null, 5, {}, ["name like 'x'"]]) {
    expect(refusalOf(() => parseExpression(wrong as never)).reason).toBe("syntax");
    expect(checkExpression(wrong as never)).toHaveLength(1);
  }
});
