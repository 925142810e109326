import { createMockOta, generateJobs, type MockOta, type Profile, profileEntries } from "@enos-ota/mock";
import { describe, expect, it } from "vitest";
import { openLocales } from "../src/generated/locales.ts";
import { type ProbeResult, probe, profileOf } from "../src/probe/probe.ts";
import { Wire, type WireOptions } from "../src/probe/wire.ts";

const jobs = generateJobs(230, { seed: 1 });

function wireTo({ baseUrl, auth, fetch }: MockOta, options: Partial<WireOptions> = {}): Wire {
  const { signal } = new AbortController();
  return new Wire({ baseUrl, orgId: "o1", ...auth, fetch, pauseMs: 0, signal, ...options });
}

const run = (wire: Wire): Promise<ProbeResult> => probe(wire, { refresh: true, asked: async () => {} });

/** What reading calls cannot find out. */
const unanswerable = [
  "consistencyDelayMs",
  "expiredToken",
  // Not asked where every language that samples use is documented.
  ...(openLocales.length === 0 ? ["otherLocales"] : []),
];

/** Each entry with a value that is not its default. */
const flipped = Object.entries(profileEntries)
  .filter(([name]) => !unanswerable.includes(name))
  .flatMap(([name, { values, default: assumed }]): [string, Profile[keyof Profile]][] => {
    if (name === "businessErrorStatus") return [[name, 400]];
    if (name === "longestExpression") return [[name, 1_234]];
    // More than the longest expression, which would be refused too. Found to the kilobyte.
    if (name === "maximumBodyBytes") return [[name, 100_000]];
    // Asked for those that samples use.
    if (name === "otherLocales") return openLocales.map((locale) => [name, [locale]]);
    if ("least" in values || "each" in values) return [];
    return values.filter((value) => value !== assumed).map((value) => [name, value]);
  });

describe("the probe", () => {
  it("finds nothing that differs where the API is as assumed", async () => {
    const { findings, stopped } = await run(wireTo(createMockOta({ jobs })));
    expect(stopped).toBeUndefined();
    expect(profileOf(findings)).toEqual({});
    const unknown = findings.filter(({ seen }) => seen === undefined).map(({ name }) => name);
    expect(unknown.sort()).toEqual(unanswerable);
  });

  it.each(flipped)("finds %s: %s, and nothing else", async (name, value) => {
    const profile: Partial<Profile> = { [name]: value };
    const { findings } = await run(wireTo(createMockOta({ jobs, profile })));
    const found = profileOf(findings);
    expect(Object.keys(found)).toEqual([name]);
    if (name === "maximumBodyBytes")
      expect(Math.abs(Number(found[name]) - Number(value))).toBeLessThan(1_024);
    else expect(found).toEqual(profile);
  });

  it("finds how an expired token is refused where a refresh ends the old one", async () => {
    const profile = { refreshedToken: "expired", expiredToken: 401 } as const;
    const { findings } = await run(wireTo(createMockOta({ jobs, profile })));
    expect(profileOf(findings)).toEqual(profile);
  });

  it("sends nothing but the three operations", async () => {
    const mock = createMockOta({ jobs });
    const wire = wireTo(mock);
    await run(wire);
    const operations = new Set(mock.requests.map(({ operation }) => operation));
    expect(operations).toEqual(new Set(["getAccessToken", "refreshAccessToken", "searchOtaJobs"]));
    expect(mock.requests).toHaveLength(wire.requests);
  });

  it("refreshes no token unless it is told to", async () => {
    const mock = createMockOta({ jobs });
    await probe(wireTo(mock), { refresh: false, asked: async () => {} });
    expect(mock.requests.some(({ operation }) => operation === "refreshAccessToken")).toBe(false);
  });

  it("stops at the first sign of throttling, and keeps what it has found", async () => {
    const mock = createMockOta({ jobs, profile: { doubleQuotes: "refused" } });
    const wire = wireTo(mock);
    const { findings, stopped } = await probe(wire, {
      refresh: true,
      asked: async (question) => {
        if (question === profileEntries.or.question) mock.use("rateLimited");
      },
    });
    expect(stopped?.message).toContain("HTTP 429");
    expect(mock.requests.at(-1)?.status).toBe(429);
    expect(profileOf(findings)).toEqual({ doubleQuotes: "refused" });
  });

  it("tells of each request by its path, and of no secret", async () => {
    const mock = createMockOta({ jobs });
    const lines: string[] = [];
    const log = (fields: object, message: string): void => {
      lines.push(`${message} ${JSON.stringify(fields)}`);
    };
    const wire = wireTo(mock, { logger: { debug: log, info: log, warn: log, error: log } });
    await run(wire);
    expect(lines.filter((line) => line.startsWith("request "))).toHaveLength(wire.requests);
    expect(lines.filter((line) => line.startsWith("response "))).toHaveLength(wire.requests);
    for (const { path } of mock.requests) expect(lines.join()).toContain(path);
    const { accessKey, secretKey } = mock.auth;
    expect(lines.join()).not.toMatch(new RegExp(`${accessKey}|${secretKey}|o1`));
  });

  it("names the host and the innermost cause where there is no answer", async () => {
    const refused = Object.assign(new Error("connect refused 127.0.0.1:9"), { code: "ECONNREFUSED" });
    const both = Object.assign(new AggregateError([refused, refused], ""), { code: "ECONNREFUSED" });
    for (const cause of [refused, both]) {
      const fetch = (): Promise<Response> => Promise.reject(new TypeError("fetch failed", { cause }));
      await expect(run(wireTo(createMockOta({ jobs }), { fetch }))).rejects.toThrow(
        "No complete answer from enos-ota.test: ECONNREFUSED connect refused 127.0.0.1:9.",
      );
    }
  });

  it("writes no key, token, organization or job", async () => {
    const mock = createMockOta({ jobs, profile: { or: "accepted", pageSizeAboveMaximum: "capped" } });
    const written = JSON.stringify(profileOf((await run(wireTo(mock))).findings));
    expect(written).toBe('{"or":"accepted","pageSizeAboveMaximum":"capped"}');
  });
});
