import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { condition, writableText } from "./arbitraries.ts";
import { and, compile, matches, otaJob, parseExpression, type SearchableOtaJob } from "./jobs.ts";
import { naiveMatches } from "./naiveModel.ts";
import { refusalOf } from "./refusal.ts";

const words = ["", "pump", "PUMP", "Pump 2", "泵", "大泵", "é", "É", "a.b", "😀", "50%"] as const;
const word = fc.constantFrom(...words);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.oneof(value, fc.constant(null), fc.constant(undefined));
const text = maybe(
  fc.record({
    defaultValue: maybe(word),
    i18nValue: maybe(fc.record({ zh_CN: maybe(word), en_US: maybe(word), ja_JP: maybe(word) })),
  }),
);
const job: fc.Arbitrary<SearchableOtaJob> = fc.record({
  productKey: maybe(word),
  firmwareId: maybe(word),
  firmwareVersion: maybe(word),
  type: maybe(fc.constantFrom("verify", "upgrade")),
  status: maybe(fc.constantFrom("started", "stopped")),
  name: text,
  firmwareName: text,
});
const searched = fc.constantFrom("p", "pump", "泵", "é", ".", "2", "%", "😀", "x");
const likely = fc.constantFrom(
  ...["pump", "泵"].flatMap((value) => [
    otaJob.productKey.eq(value),
    otaJob.productKey.in([value, "é"]),
    otaJob.name.like(value),
    otaJob.firmwareName.zh_CN.like(value),
    otaJob.name.en_US.like(value),
    otaJob.name.defaultValue.like(value),
    otaJob.status.eq("started"),
  ]),
);

describe("the evaluator", () => {
  test("agrees with a second model that is written straight from the page's sentences", () => {
    let met = 0;
    fc.assert(
      fc.property(
        fc.oneof(
          { weight: 4, arbitrary: likely },
          fc.tuple(likely, likely).map(([a, b]) => and(a, b)),
          condition,
        ),
        job,
        (made, one) => {
          const expected = naiveMatches(made, one);
          if (expected) met++;
          expect(matches(made, one)).toBe(expected);
        },
      ),
      { numRuns: 3000 },
    );
    // About 115 jobs in 3,000 are met, more or less by 11: a bound close to that would fail by chance.
    expect(met).toBeGreaterThan(30);
  });

  test("and means all: the order makes no difference", () => {
    fc.assert(
      fc.property(likely, likely, job, (a, b, one) => {
        const both = matches(a, one) && matches(b, one);
        expect(matches(and(a, b), one)).toBe(both);
        expect(matches(and(b, a), one)).toBe(both);
      }),
    );
  });

  test("in is = with each value in turn", () => {
    fc.assert(
      fc.property(fc.array(writableText, { minLength: 1, maxLength: 3 }), job, (values, one) => {
        const each = values.some((value) => matches(otaJob.productKey.eq(value), one));
        expect(matches(otaJob.productKey.in(values), one)).toBe(each);
      }),
    );
  });

  test("= tells upper from lower case and takes absent values as no match", () => {
    const isPump = compile(otaJob.productKey.eq("pump"));
    expect([{ productKey: "pump" }, { productKey: "Pump" }, { productKey: null }, {}].map(isPump)).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  test("takes a parsed expression and a built one alike", () => {
    expect(
      matches(parseExpression("type='upgrade' AND name like 'PUMP'"), {
        type: "upgrade",
        name: { defaultValue: "a pump" },
      }),
    ).toBe(true);
  });

  test("refuses a condition made by hand with an unknown field", () => {
    const forged = { comparisons: [{ field: "toString", operator: "=", value: "x" }] };
    expect(refusalOf(() => compile(forged as never)).reason).toBe("unknown-field");
  });
});

describe("names in several languages", () => {
  test("a bare name is looked for in the default, the Chinese and the English name", () => {
    fc.assert(
      fc.property(searched, text, (part, name) => {
        const each = [name?.defaultValue, name?.i18nValue?.zh_CN, name?.i18nValue?.en_US].some((one) =>
          matches(otaJob.name.defaultValue.like(part), { name: { defaultValue: one } }),
        );
        expect(matches(otaJob.name.like(part), { name })).toBe(each);
      }),
    );
  });

  test("a language that the job has decides alone", () => {
    fc.assert(
      fc.property(searched, fc.constantFrom("pump", "大泵", "é"), word, (part, chinese, other) => {
        const name = { defaultValue: other, i18nValue: { zh_CN: chinese, en_US: other } };
        expect(matches(otaJob.name.zh_CN.like(part), { name })).toBe(
          matches(otaJob.name.defaultValue.like(part), { name: { defaultValue: chinese } }),
        );
      }),
    );
  });

  test("a language that the job lacks falls back to the default name", () => {
    fc.assert(
      fc.property(searched, word, fc.constantFrom(null, undefined, ""), (part, defaultValue, none) => {
        const name = { defaultValue, i18nValue: { zh_CN: none, en_US: "pump 泵 é . 2 % 😀 x" } };
        expect(matches(otaJob.name.zh_CN.like(part), { name })).toBe(
          matches(otaJob.name.defaultValue.like(part), { name }),
        );
      }),
    );
  });

  test("other languages are not looked at", () => {
    const name = { defaultValue: "a", i18nValue: { ja_JP: "ポンプ" } };
    expect(matches(otaJob.name.like("ポンプ"), { name })).toBe(false);
  });
});

describe("like", () => {
  const finds = (part: string, name: string): boolean =>
    matches(otaJob.name.like(part), { name: { defaultValue: name } });

  test("finds every part of a name, in upper and in lower case", () => {
    fc.assert(
      fc.property(writableText, writableText, writableText, (before, part, after) => {
        expect(finds(part, before + part + after)).toBe(true);
      }),
    );
    expect(finds("inverter", "PV Inverter")).toBe(true);
    expect(finds("INVERTER", "Inverter 2A")).toBe(true);
    expect(finds("ÉCOLE", "l'école")).toBe(true);
  });

  test("has no wildcards and no patterns", () => {
    expect(finds("%", "pump")).toBe(false);
    expect(finds("p_mp", "pump")).toBe(false);
    expect(finds(".*", "pump")).toBe(false);
    expect(finds("(a|b)+[c]{1}^$?\\x", "(A|B)+[C]{1}^$?\\X")).toBe(true);
    expect(finds("^pump", "pump")).toBe(false);
  });

  test("folds case by Unicode alone, as no locale would change it", () => {
    expect(finds("i", "PUMP I")).toBe(true);
    expect(finds("ı", "PUMP I")).toBe(false);
    expect(finds("i", "İ")).toBe(false);
    expect(finds("σ", "ΟΔΟΣ")).toBe(true);
    expect(finds("ς", "ΟΔΟΣΑ")).toBe(true);
    expect(finds("k", "300 \u212a")).toBe(true);
    expect(finds("straße", "STRAẞE")).toBe(true);
    expect(finds("ss", "ß")).toBe(false);
    // Composed and decomposed letters are different texts: nothing documents that the API normalizes.
    expect(finds("é", "e\u0301")).toBe(false);
  });

  test("finds texts that are far longer than one regular expression can be", () => {
    const long = "Abc😀".repeat(4000);
    expect(finds(long.toUpperCase(), `x${long.toLowerCase()}y`)).toBe(true);
    expect(finds(long, long.slice(1))).toBe(false);
    expect(finds(long, `${long.slice(0, -1)}x`)).toBe(false);
    // The first attempt fails in its second chunk; the right place overlaps it.
    const repeated = "a".repeat(1500);
    expect(finds(`${repeated}b`, `A${repeated.toUpperCase()}B`)).toBe(true);
    expect(finds(`${"😀a".repeat(900)}b`, `😀A${"😀a".repeat(900)}B`)).toBe(true);
  });

  test("does not find a text in what is no text", () => {
    expect(matches(otaJob.name.defaultValue.like("1"), { name: { defaultValue: 1 } } as never)).toBe(false);
    expect(matches(otaJob.name.like("a"), { name: "a" } as never)).toBe(false);
  });
});
