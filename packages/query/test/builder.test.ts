import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";

import { and, otaJob, parseExpression, where } from "./jobs.ts";
import { refusalOf } from "./refusal.ts";

describe("the builder", () => {
  test("prints each operator as the API reads it", () => {
    expect(String(otaJob.productKey.eq("a"))).toBe("productKey = 'a'");
    expect(String(otaJob.firmwareVersion.in(["1.0", "1.1"]))).toBe("firmwareVersion in ('1.0', '1.1')");
    expect(String(otaJob.name.zh_CN.like("泵"))).toBe("name.zh_CN like '泵'");
    expect(String(otaJob.firmwareName.like("50%_"))).toBe("firmwareName like '50%_'");
  });

  test("keeps a list of one as a list", () => {
    expect(String(otaJob.productKey.in(["a"]))).toBe("productKey in ('a')");
  });

  test("returns conditions that nobody can change", () => {
    const list = ["a"];
    const made = otaJob.productKey.in(list);
    list.push("b");
    expect(String(made)).toBe("productKey in ('a')");
    expect(Object.isFrozen(made)).toBe(true);
    expect(Object.isFrozen(made.comparisons)).toBe(true);
    expect(Object.isFrozen(made.comparisons[0])).toBe(true);
    expect(Object.isFrozen(made.comparisons[0]?.value)).toBe(true);
    expect(Object.isFrozen(otaJob)).toBe(true);
    expect(Object.isFrozen(otaJob.name.zh_CN)).toBe(true);
  });

  test("returns conditions that print themselves wherever text is wanted", () => {
    const made = otaJob.status.eq("started");
    expect(`${made}`).toBe("status = 'started'");
    expect(JSON.stringify({ expression: made })).toBe(`{"expression":"status = 'started'"}`);
  });

  test("lets its methods be passed around", () => {
    const { eq } = otaJob.productKey;
    expect(["a", "b"].map((key) => String(eq(key)))).toEqual(["productKey = 'a'", "productKey = 'b'"]);
  });

  test("can be printed, listed and awaited like any object", async () => {
    expect(Object.keys(otaJob)).toContain("productKey");
    expect(String(otaJob)).toBe("[object Object]");
    expect(JSON.stringify(otaJob.type)).toBe("{}");
    expect(await otaJob).toBe(otaJob);
  });
});

describe("literals", () => {
  test("put a value that holds single quotes in double quotes, and the other way round", () => {
    expect(String(otaJob.name.like("it's"))).toBe(`name like "it's"`);
    expect(String(otaJob.name.like('5" pipe'))).toBe(`name like '5" pipe'`);
  });

  test.each([
    ["", "is empty"],
    [" ", "blank or invisible"],
    ["\u3000\u200b", "blank or invisible"],
    ["\u2800", "blank or invisible"],
    ["\u3164", "blank or invisible"],
    ["\u2028x", "U+2028"],
    [`both ' and "`, `contains both ' and "`],
    ["C:\\", "ends in a backslash"],
    ["a\nb", "control character"],
    ["a\0", "control character"],
    ["\u0085", "control character"],
    ["\ud800x", "surrogate"],
    ["x\udc00", "surrogate"],
  ])("refuse %j: %s", (value, why) => {
    const error = refusalOf(() => otaJob.productKey.eq(value));
    expect(error.reason).toBe("invalid-value");
    expect(error.offset).toBeUndefined();
    expect(error.message).toContain(why);
    expect(refusalOf(() => otaJob.productKey.in(["ok", value])).message).toBe(error.message);
  });

  test("leave everything else alone", () => {
    for (const value of ["a\\b", "😀", "%", "_", "‘x’", " x ", "' or '1'='1", "e\u0301"]) {
      expect(parseExpression(String(otaJob.productKey.eq(value))).comparisons[0]?.value).toBe(value);
    }
  });
});

describe("where()", () => {
  test("reads a text as =, a list as in and { like } as like", () => {
    const made = where({
      productKey: ["a", "b"],
      status: "started",
      name: { like: "pump" },
      "name.zh_CN": { like: "泵" },
    });
    expect(String(made)).toBe(
      "productKey in ('a', 'b') and status = 'started' and name like 'pump' and name.zh_CN like '泵'",
    );
    expect(made).toEqual(
      and(
        otaJob.productKey.in(["a", "b"]),
        otaJob.status.eq("started"),
        otaJob.name.like("pump"),
        otaJob.name.zh_CN.like("泵"),
      ),
    );
  });

  test.each<[string, unknown, string]>([
    [
      "an empty filter",
      {},
      "where() was given an empty object. To find everything, search without an expression.",
    ],
    [
      "a text",
      "name like 'x'",
      'where() takes an object such as { status: "started" }, but was given a text.',
    ],
    ["nothing", undefined, "but was given undefined."],
    ["a list", [], "but was given a list."],
    ["a Date", new Date(0), "but was given a Date."],
    ["an undefined value", { productKey: undefined }, "productKey takes a text, but was given undefined."],
    ["a null value", { productKey: null }, "productKey takes a text, but was given null."],
    ["an empty value", { productKey: "" }, "The value for productKey is empty"],
    ["an empty list", { productKey: [] }, "The list of values for productKey is empty"],
    [
      "an empty operator",
      { productKey: {}, status: "started" },
      "The filter for productKey is an empty object.",
    ],
    ["a number", { productKey: 5 }, "productKey takes a text, but was given a Number."],
    ["a Date as a value", { productKey: new Date(0) }, "productKey takes a text, but was given a Date."],
    ["a URL as a value", { productKey: new URL("https://a.example") }, "but was given a URL."],
    ["a list with a hole", { productKey: ["a", undefined] }, "but was given undefined."],
    [
      "a value outside the enum",
      { status: "paused" },
      'status is never "paused"; it is "started" or "stopped".',
    ],
  ])("refuses %s: a filter never vanishes silently", (_, filter, message) => {
    const error = refusalOf(() => where(filter as never));
    expect(error.reason).toBe("invalid-value");
    expect(error.message).toContain(message);
  });

  test("reads objects of another realm and without a prototype", () => {
    expect(String(where(runInNewContext("({ productKey: ['a'], name: { like: 'x' } })")))).toBe(
      "productKey in ('a') and name like 'x'",
    );
    expect(String(where(Object.assign(Object.create(null), { type: "verify" })))).toBe("type = 'verify'");
  });

  test("names the operator that a field does not take", () => {
    expect(refusalOf(() => where({ name: { startsWith: "x" } } as never)).message).toBe(
      `name cannot be compared with "startsWith". Write name like '…'.`,
    );
  });

  test("refuses fields that only every object has", () => {
    for (const text of ['{"__proto__":"x"}', '{"constructor":"x"}', '{"toString":"x"}']) {
      expect(refusalOf(() => where(JSON.parse(text))).reason).toBe("unknown-field");
    }
  });
});

describe("without types", () => {
  // biome-ignore lint/suspicious/noExplicitAny: plays a JavaScript user
  const job: any = otaJob;

  test("a mistyped field is refused with the fields there are", () => {
    const error = refusalOf(() => job.productkey.eq("a"));
    expect(error).toMatchObject({ reason: "unknown-field", found: "productkey", expected: ["productKey"] });
    expect(refusalOf(() => job.name.default.like("a")).message).toBe(
      'There is no field "name.default" to search by. Did you mean "name.defaultValue"?',
    );
    expect(refusalOf(() => job.name.ja_JP.like("a")).message).toBe(
      'There is no field "name.ja_JP" to search by. The fields are name.defaultValue, name.zh_CN and name.en_US.',
    );
    expect(refusalOf(() => job.jobId.eq("a")).expected).toContain("firmwareId");
    expect(refusalOf(() => job.name.zh_CN.deeper.like("a")).found).toBe("name.zh_CN.deeper");
  });

  test("a wrong operator is refused with the API's own sentence", () => {
    const error = refusalOf(() => job.name.eq("a"));
    expect(error).toMatchObject({ reason: "operator-not-allowed", expected: ["like"], found: "=" });
    expect(error.apiMessage).toBe("Do not allow operator op =, allowed op [like]");
    expect(refusalOf(() => job.productKey.like("a")).apiMessage).toBe(
      "Do not allow operator op like, allowed op [=, in]",
    );
  });

  test("a wrong enum value, an absent value and a text instead of a list are refused", () => {
    expect(refusalOf(() => job.type.eq("Upgrade"))).toMatchObject({
      reason: "invalid-value",
      expected: ["upgrade", "verify"],
      found: "Upgrade",
    });
    for (const [value, name] of [
      [undefined, "undefined"],
      [null, "null"],
      [5, "a Number"],
      [Number.NaN, "NaN"],
      [["a"], "a list"],
      [{}, "an object"],
      [new Date(0), "a Date"],
      [new URL("https://example.com"), "a URL"],
      [Object("a"), "a text"],
    ]) {
      const { message } = refusalOf(() => job.productKey.eq(value));
      expect(message).toContain(`productKey takes a text, but was given ${name}.`);
      expect(refusalOf(() => job.productKey.in(["a", value])).message).toBe(message);
    }
    expect(refusalOf(() => job.productKey.eq(null)).message).toContain("leave the condition out");
    expect(refusalOf(() => job.productKey.eq(5)).message).not.toContain("leave the condition out");
    expect(refusalOf(() => job.productKey.in("abc")).message).toBe(
      "productKey.in() takes a list of values, but was given a text. Put the value in a list: [value].",
    );
    expect(refusalOf(() => job.productKey.in([])).message).toBe(
      "The list of values for productKey is empty, and nothing can match an empty list. Skip the search, or leave the condition out.",
    );
  });
});
