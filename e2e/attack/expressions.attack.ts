import { and, checkExpression, ExpressionError, otaJob, parseExpression } from "@enos-ota/query";
import { matches } from "@enos-ota/query/evaluate";
import { expect, it } from "vitest";
import { seededRandom } from "../../scripts/random.ts";
import { cases } from "./scale.ts";

const pieces = [
  "'",
  '"',
  "''",
  "\\",
  "\\'",
  "%",
  "_",
  "--",
  ";",
  "/*",
  "*/",
  " or ",
  " and ",
  "(",
  ")",
  ",",
  "=",
  " in ",
  " like ",
  "null",
  "\n",
  "\r",
  "\t",
  "\0",
  "\u00a0",
  "\u2028",
  "\u202e",
  "\u200b",
  "\uff07",
  "\u2019",
  "\ud800",
  "\udc00",
  "泵",
  "😀",
  "a",
  "1",
  "status",
  "started",
  "1=1",
  "ＯＲ",
  "\u0301",
  "\x7f",
];

/** Whole numbers below a bound; a failing case can be repeated by its seed. */
function createRandom(seed: number): (below: number) => number {
  const random = seededRandom(seed);
  return (below) => Math.floor(random() * below);
}

function hostileText(random: (below: number) => number): string {
  return Array.from({ length: 1 + random(8) }, () => pieces[random(pieces.length)] ?? "").join("");
}

it("no value changes the structure of an expression", () => {
  let refused = 0;
  for (let seed = 1; seed <= cases(1_000_000); seed++) {
    const value = hostileText(createRandom(seed));
    try {
      const condition = and(
        otaJob.name.like(value),
        otaJob.productKey.in([value, "b"]),
        otaJob.firmwareId.eq(value),
      );
      const read = parseExpression(String(condition)).comparisons;
      if (read.length !== 3 || read[0]?.value !== value || read[2]?.value !== value)
        throw new Error(`changed by seed ${seed}: ${condition}`);
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      refused += 1;
    }
  }
  expect(refused).toBeGreaterThan(0);
});

it("every text is parsed or refused with ExpressionError, and checking agrees with parsing", () => {
  const words = [
    "name",
    "status",
    "firmwareVersion",
    "nam",
    "=",
    "like",
    "in",
    "(",
    ")",
    "and",
    "or",
    "'x'",
    '"y"',
    "'",
    ",",
    " ",
    "\n",
    "started",
    "'started'",
  ];
  let parsed = 0;
  for (let seed = 1; seed <= cases(500_000); seed++) {
    const random = createRandom(seed);
    const text = Array.from({ length: 1 + random(9) }, () =>
      random(12) === 0 ? hostileText(random) : words[random(words.length)],
    ).join(random(2) === 0 ? " " : "");
    const problems = checkExpression(text);
    try {
      parseExpression(text);
      parsed += 1;
      if (problems.length > 0) throw new Error(`checked, but parsed: ${JSON.stringify(text)}`);
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      if (problems.length === 0) throw new Error(`refused, but without a problem: ${JSON.stringify(text)}`);
    }
  }
  expect(parsed).toBeGreaterThan(0);
});

it("a very long value is matched or refused, never a raw error", () => {
  const job = {
    orgId: "o1",
    jobId: "j",
    name: { defaultValue: "x".repeat(100_000), i18nValue: {} },
    firmwareId: "f",
    firmwareVersion: "1",
    type: "upgrade",
    status: "started",
    createTime: 1,
    firmwareName: { defaultValue: "f", i18nValue: {} },
    enableUpgradeRequest: true,
    upgradePolicy: null,
    upgradeTimeout: 1,
    upgradeScope: { type: "total", versionNumbers: [] },
  } as const;
  for (const length of [1_000, 16_000, 60_000, 100_000]) {
    try {
      expect(matches(otaJob.name.like("x".repeat(length)), job)).toBe(true);
    } catch (error) {
      expect(error).toBeInstanceOf(ExpressionError);
    }
  }
});
