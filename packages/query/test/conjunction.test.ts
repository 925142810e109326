import { describe, expect, test } from "vitest";
import { type Condition, isCondition } from "../src/index.ts";
import { and, otaJob, parseExpression, where } from "./jobs.ts";
import { refusalOf } from "./refusal.ts";

const a = otaJob.productKey.eq("a");
const b = otaJob.status.eq("started");

test("joins conditions in order, whatever each is made of", () => {
  expect(String(and(a, and(b, a), where({ type: "verify" }), parseExpression("name like 'x'")))).toBe(
    "productKey = 'a' and status = 'started' and productKey = 'a' and type = 'verify' and name like 'x'",
  );
});

test("drops absent conditions, and returns undefined when nothing is left", () => {
  expect(String(and(false, a, null, undefined))).toBe("productKey = 'a'");
  expect(and()).toBeUndefined();
  expect(and(false, null, undefined)).toBeUndefined();
});

describe("refuses what is no condition", () => {
  test.each<[unknown, string]>([
    ["productKey = 'a'", `is a text. Parse it first: and(parseExpression("productKey = 'a'")).`],
    ["", `is a text. Parse it first: and(parseExpression("")).`],
    [
      1,
      "is a Number. A condition comes from a field's eq(), in() or like(), from where(), or from parsing a text.",
    ],
    [true, "is a Boolean."],
    [{}, "is an object."],
    [otaJob.status, "is an object."],
    [[a], "is a list."],
    [{ comparisons: "x" }, "is an object."],
  ])("%j", (wrong, message) => {
    const error = refusalOf(() => and(a, wrong as Condition));
    expect(error.reason).toBe("invalid-value");
    expect(error.message).toContain(`and() joins conditions, but argument 2 ${message}`);
  });

  test("a text that is long or could steer a terminal is shown cut and cleaned", () => {
    const { message } = refusalOf(() => and(`\u202e\u001b[31m${"x".repeat(1000)}` as never));
    expect(message).not.toMatch(/\p{Cc}|\p{Bidi_C}/u);
    expect(message.length).toBeLessThan(200);
  });
});

describe("conditions from elsewhere are checked again", () => {
  const forged = (comparison: unknown) => and({ comparisons: [comparison] } as never);

  test("those of another copy of the package pass", () => {
    const copy = JSON.parse(JSON.stringify({ comparisons: a.comparisons }));
    expect(String(and(copy, b))).toBe("productKey = 'a' and status = 'started'");
  });

  test.each<[string, unknown]>([
    ["a field that is an expression", { field: "productKey = 'x' or type", operator: "=", value: "y" }],
    ["a field with a text of its own", { field: { toString: () => "type" }, operator: "=", value: "verify" }],
    [
      "an operator that is an expression",
      { field: "type", operator: "= 'verify' or type =", value: "verify" },
    ],
    ["an inherited field", { field: "toString", operator: "=", value: "y" }],
    ["nothing", null],
    ["a text", "type = 'verify'"],
  ])("%s is refused", (_, comparison) => {
    expect(["unknown-field", "operator-not-allowed"]).toContain(refusalOf(() => forged(comparison)).reason);
  });

  test("a getter cannot return one list for the check and another for the text", () => {
    const lists = [a.comparisons, [{ field: "productKey", operator: "=", value: "' or 'x" }]];
    const shifty = {
      get comparisons() {
        return lists.shift();
      },
    };
    expect(String(and(shifty as never))).toBe("productKey = 'a'");
  });

  test("a list with methods of its own is read by its elements", () => {
    class Sly extends Array<unknown> {
      override map(): never {
        return [{ field: "type", operator: "=", value: "' or 'x" }] as never;
      }
      override *[Symbol.iterator](): ArrayIterator<unknown> {
        yield "' or 'x";
      }
    }
    const sly = Sly.from(["1.0"]);
    expect(String(otaJob.firmwareVersion.in(sly as never))).toBe("firmwareVersion in ('1.0')");
    expect(String(forged({ field: "firmwareVersion", operator: "in", value: sly }))).toBe(
      "firmwareVersion in ('1.0')",
    );
    const comparisons = Sly.from(a.comparisons);
    expect(String(and({ comparisons } as never))).toBe("productKey = 'a'");
  });

  test("a value that changes between two readings is read once", () => {
    const values = ["good", "' or 'x"];
    const list = [""];
    Object.defineProperty(list, 0, { get: () => values.shift() });
    expect(String(otaJob.productKey.in(list))).toBe("productKey in ('good')");
  });
});

describe("a condition behind a proxy, as frameworks wrap objects", () => {
  const wrapped = new Proxy(and(a, b), {});

  test("prints itself, joins and is known as a condition", () => {
    expect(String(wrapped)).toBe("productKey = 'a' and status = 'started'");
    expect(JSON.stringify(wrapped)).toBe(JSON.stringify(and(a, b)));
    expect(String(and(wrapped))).toBe(String(wrapped));
    expect(isCondition(wrapped)).toBe(true);
  });

  test("a copy with other comparisons is not taken for the original", () => {
    const copy = { ...a, comparisons: [{ field: "productKey", operator: "=", value: "\n" }] };
    expect(refusalOf(() => and(copy as never)).reason).toBe("invalid-value");
  });
});

test("isCondition tells conditions from everything else", () => {
  expect(isCondition(a)).toBe(true);
  for (const other of [undefined, null, "productKey = 'a'", {}, { comparisons: [] }, otaJob.status]) {
    expect(isCondition(other)).toBe(false);
  }
});
