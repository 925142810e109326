import { describe, expect, test } from "vitest";
import { and, ExpressionError, otaJob, parseExpression, where } from "../src/index.ts";
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

  test("gives conditions that nobody can change", () => {
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

  test("gives conditions that print themselves wherever text is wanted", () => {
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
    ["", "it is empty"],
    [`both ' and "`, "both kinds of quotes"],
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
    for (const value of ["a\\b", "😀", "%", "_", "‘x’", " ", "' or '1'='1", "e\u0301"]) {
      expect(parseExpression(String(otaJob.productKey.eq(value))).comparisons[0]?.value).toBe(value);
    }
  });
});

describe("and()", () => {
  const a = otaJob.productKey.eq("a");
  const b = otaJob.status.eq("started");

  test("joins conditions in order, whatever each is made of", () => {
    expect(String(and(a, and(b, a), where({ type: "verify" })))).toBe(
      "productKey = 'a' and status = 'started' and productKey = 'a' and type = 'verify'",
    );
  });

  test("drops absent conditions, and gives undefined when nothing is left", () => {
    expect(String(and(false, a, null, undefined))).toBe("productKey = 'a'");
    expect(and()).toBeUndefined();
    expect(and(false, null, undefined)).toBeUndefined();
  });

  test("refuses what is no condition", () => {
    for (const wrong of ["productKey = 'a'", 1, true, {}, ""]) {
      // @ts-expect-error only conditions can be joined
      expect(() => and(wrong)).toThrow(ExpressionError);
    }
  });

  test("takes conditions of another copy of the package, and checks those made by hand", () => {
    const copy = JSON.parse(JSON.stringify({ comparisons: a.comparisons }));
    expect(String(and(copy, b))).toBe("productKey = 'a' and status = 'started'");
    const forged = { comparisons: [{ field: "productKey = 'x' or type", operator: "=", value: "y" }] };
    expect(refusalOf(() => and(forged as never)).reason).toBe("unknown-field");
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

  test.each<[string, object]>([
    ["an empty filter", {}],
    ["an undefined value", { productKey: undefined }],
    ["a null value", { productKey: null }],
    ["an empty value", { productKey: "" }],
    ["an empty list", { productKey: [] }],
    ["an empty operator", { productKey: {}, status: "started" }],
    ["a number", { productKey: 5 }],
    ["a list with a hole", { productKey: ["a", undefined] }],
    ["a value outside the enum", { status: "paused" }],
  ])("refuses %s: a filter never vanishes without a word", (_, filter) => {
    expect(refusalOf(() => where(filter)).reason).toBe("invalid-value");
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
    expect(refusalOf(() => job.name.default.like("a")).message).toContain("expected name.defaultValue");
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
      expected: ["verify", "upgrade"],
      found: "Upgrade",
    });
    expect(refusalOf(() => job.productKey.eq()).message).toContain("undefined");
    expect(refusalOf(() => job.productKey.eq(5)).message).toContain("number");
    expect(refusalOf(() => job.productKey.in("abc")).message).toContain("needs a list of values");
    expect(refusalOf(() => job.productKey.in([])).message).toContain("needs a list of values");
  });
});
