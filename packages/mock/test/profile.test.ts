import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { authHeaders } from "../src/generated/authHeaders.ts";
import { fieldSources } from "../src/generated/fieldSources.ts";
import { maximumPageSize, tokenLifetimeMs } from "../src/generated/limits.ts";
import {
  createMockOta,
  createProfile,
  defaultProfile,
  type OtaJob,
  type Profile,
  profileEntries,
} from "../src/index.ts";
import { type Door, doors } from "./doors.ts";
import { operatorRefusal, pathOf, timeAt } from "./facts.ts";
import { job } from "./jobs.ts";
import { post, searchPath } from "./post.ts";
import { signedHeaders, tokenBody } from "./sign.ts";

const named = (jobId: string, defaultValue: string, i18nValue: Record<string, string> = {}): OtaJob =>
  job(jobId, { name: { defaultValue, i18nValue } });

/** In the order of the list. */
const jobs: readonly OtaJob[] = [
  {
    ...named("pump", "Pump 50%", { xx_AA: "ポンプ", xx_BB: "Bomba" }),
    createTime: timeAt(1),
    status: "stopped",
  },
  { ...named("quote", "it's a \\ pump"), createTime: timeAt(2) },
  { ...named("fan", "FAN_1", { zh_CN: "风扇" }), createTime: timeAt(3), productKey: "other" },
  { ...named("fan2", "FANx1"), createTime: timeAt(4) },
];
const all = ["pump", "quote", "fan", "fan2"];

/** The result of a search: IDs, or the beginning of the error message. */
type Outcome = readonly string[] | string;

const refusal = "99400 ";
const gateway = "400 ";
const e = (expression: string) => ({ expression });
const page = (pageNo: number, pageSize: number, more = {}) => ({ pagination: { pageNo, pageSize, ...more } });

/** An entry, a request, the outcome by default, another value of the entry, and the outcome then. */
const table: readonly (readonly [
  name: keyof Profile,
  request: unknown,
  byDefault: Outcome,
  value: Profile[keyof Profile],
  then: Outcome,
])[] = [
  [
    "doubleQuotes",
    e('status = "stopped"'),
    ["pump"],
    "refused",
    `${refusal}Invalid Argument expression:the profile's language`,
  ],
  ["doubledQuotes", e("name like 'it''s'"), refusal, "escape", ["quote"]],
  ["backslash", e("name like 'a \\\\ p'"), [], "escape", ["quote"]],
  ["backslash", e("name like 'it\\'s'"), refusal, "escape", ["quote"]],
  ["likeWildcards", e("name like '50%'"), ["pump"], "wildcard", []],
  ["likeWildcards", e("name like '%50%'"), [], "wildcard", ["pump"]],
  ["likeWildcards", e("name like 'FAN_1'"), ["fan"], "wildcard", ["fan", "fan2"]],
  ["likeWildcards", e("name like 'um'"), ["pump", "quote"], "wildcard", ["pump", "quote"]],
  ["likeCase", e("name like 'fan'"), ["fan", "fan2"], "sensitive", []],
  ["likeCase", e("name like 'ump 5'"), ["pump"], "sensitive", ["pump"]],
  ["or", e("status = 'stopped' or productKey = 'other'"), refusal, "accepted", ["pump", "fan"]],
  [
    "or",
    e("status = 'stopped' or status = 'started' and productKey = 'other'"),
    refusal,
    "accepted",
    ["pump", "fan"],
  ],
  ["parentheses", e("(status = 'stopped')"), refusal, "accepted", ["pump"]],
  ["parentheses", e("((status = 'stopped') and name like 'p')"), refusal, "accepted", ["pump"]],
  ["notEqual", e("status != 'stopped'"), refusal, "accepted", ["quote", "fan", "fan2"]],
  ["repeatedFields", e("name like 'fan' and name like '1'"), ["fan", "fan2"], "refused", refusal],
  ["repeatedFields", e("name like 'fan' and name.zh_CN like 'x'"), ["fan2"], "refused", ["fan2"]],
  ["upperCaseKeywords", e("name LIKE 'fan' AND productKey IN ('other')"), ["fan"], "refused", refusal],
  ["emptyList", e("productKey in ()"), refusal, "noJob", []],
  ["emptyValue", e("name like ''"), refusal, "accepted", all],
  ["emptyValue", e("productKey in ('', 'other')"), refusal, "accepted", ["fan"]],
  ["emptyExpression", e(""), refusal, "everyJob", all],
  ["defaultSuffix", e("name.default like 'fan'"), refusal, "accepted", ["fan", "fan2"]],
  ["otherLocales", e("name.xx_AA like 'ポンプ'"), refusal, ["xx_AA"], ["pump"]],
  ["otherLocales", e("name.xx_AA like 'FAN'"), refusal, ["xx_BB", "xx_AA"], ["fan", "fan2"]],
  ["longestExpression", e("name like 'fan'"), ["fan", "fan2"], 10, refusal],
  [
    "allowedOperatorsSeparator",
    e("productKey like 'x'"),
    `99400 ${operatorRefusal("like", "=, in")}`,
    ",",
    `99400 ${operatorRefusal("like", "=,in")}`,
  ],
  ["pageSizeAboveMaximum", page(1, maximumPageSize + 1), refusal, "capped", all],
  ["pageSizeAboveMaximum", page(1, maximumPageSize + 1), refusal, "accepted", all],
  ["pageNoBelowFirst", page(0, 2), refusal, "firstPage", ["pump", "quote"]],
  ["pageSizeBelowOne", page(1, 0), refusal, "defaultSize", all],
  [
    "pagePastTheEnd",
    page(9, 10),
    [],
    "refused",
    `${refusal}Invalid Argument pagination.pageNo:there is no such page`,
  ],
  ["sorters", page(1, 10, { sorters: [] }), all, "refused", `${refusal}Invalid Argument pagination.sorters`],
  ["unknownFields", { projection: [] }, `${refusal}Invalid Argument projection`, "ignored", all],
  [
    "unknownFields",
    page(1, 1, { offset: 1 }),
    `${refusal}Invalid Argument pagination.offset`,
    "ignored",
    ["pump"],
  ],
  ["absentBody", "", gateway, "everyJob", all],
  ["businessErrorStatus", e("name ="), refusal, 400, "400/99400 "],
];

describe.each(Object.entries(doors))("%s under a profile", (_, open) => {
  const searchUnder = async (profile: Partial<Profile>, request: unknown): Promise<Outcome> => {
    const door = await open({ jobs, auth: false, profile });
    try {
      const { status, body } = await post(door, searchPath, request);
      if (body.code === 0) return body.data.map(({ jobId }: OtaJob) => jobId);
      if (body.code === undefined) return `${status} ${body.message}`;
      return `${status === 200 ? "" : `${status}/`}${body.code} ${body.msg}`;
    } finally {
      await door.close();
    }
  };
  const expectOutcome = (outcome: Outcome, wanted: Outcome) => {
    if (typeof wanted !== "string") expect(outcome).toEqual(wanted);
    else expect(String(outcome).slice(0, wanted.length)).toBe(wanted);
  };

  test.each(table)(
    "applies the entry %s to the request %j",
    async (name, request, byDefault, value, then) => {
      expectOutcome(await searchUnder({}, request), byDefault);
      expectOutcome(await searchUnder({ [name]: value }, request), then);
    },
  );

  test("takes all but % and _ literally where the profile has wildcards", async () => {
    const found = (value: string) => searchUnder({ likeWildcards: "wildcard" }, e(`name like '${value}'`));
    expect(await found("it_s%")).toEqual(["quote"]);
    expect(await found("Pump 5.%")).toEqual([]);
  });

  test("accepts names of one more language without those of another", async () => {
    const [one, other] = [e("name.xx_AA like 'ポンプ'"), e("name.xx_BB like 'Bomba'")];
    expectOutcome(await searchUnder({ otherLocales: ["xx_AA"] }, one), ["pump"]);
    expectOutcome(await searchUnder({ otherLocales: ["xx_AA"] }, other), refusal);
    expectOutcome(await searchUnder({ otherLocales: ["xx_BB"] }, other), ["pump"]);
    expectOutcome(await searchUnder({ otherLocales: ["xx_BB"] }, one), refusal);
  });

  test("reads a documented language as documented where the profile also names it", async () => {
    const documented = Object.keys(fieldSources).find((field) => /^name\.[a-z]+_/.test(field)) ?? "";
    const [, locale = ""] = documented.split(".");
    const expression = e(`${documented} like 'FAN'`);
    const under = await searchUnder({ otherLocales: [locale] }, expression);
    expectOutcome(under, await searchUnder({}, expression));
    expect(under).toContain("fan2");
  });

  test.each([
    ["status != 'started'"],
    ["productKey in ()"],
    ["name.default like 'x'"],
    ["(status = 'started')"],
  ])("refuses %s where the profile extends the language by or alone", async (expression) => {
    expectOutcome(await searchUnder({}, e(expression)), refusal);
    expectOutcome(await searchUnder({ or: "accepted" }, e(expression)), refusal);
  });

  test("refuses an expression that is too long, in an extended language too", async () => {
    const either = "name like 'Pump' or type = 'verify'";
    const under = (longestExpression: number) =>
      searchUnder({ or: "accepted", longestExpression }, e(either));
    expectOutcome(await under(either.length), ["pump", "quote"]);
    expectOutcome(await under(either.length - 1), refusal);
  });

  test("counts a character outside of the basic plane as one for a wildcard, and a line break as any", async () => {
    const profile = { likeWildcards: "wildcard" } as const;
    const door = await open({ jobs: [named("x", "pump🚀1"), named("y", "pump\n1")], auth: false, profile });
    const { body } = await post(door, searchPath, e("name like 'pump_1'"));
    await door.close();
    expect(body.data.map(({ jobId }: OtaJob) => jobId).sort()).toEqual(["x", "y"]);
  });

  test("refuses a list that begins without a bracket, also in a language that the profile extends", async () => {
    expectOutcome(await searchUnder({ or: "accepted" }, e("productKey in 'other')")), refusal);
  });

  test("answers with the page size that was asked for, or with the largest", async () => {
    const pageSize = async (profile: Partial<Profile>) => {
      const door = await open({ jobs, auth: false, profile });
      const { body } = await post(door, searchPath, page(1, maximumPageSize + 300));
      await door.close();
      return body.pagination.pageSize;
    };
    expect(await pageSize({ pageSizeAboveMaximum: "capped" })).toBe(maximumPageSize);
    expect(await pageSize({ pageSizeAboveMaximum: "accepted" })).toBe(maximumPageSize + 300);
  });

  test("accepts any content type if the profile says so", async () => {
    const door = await open({ jobs, auth: false, profile: { contentType: "ignored" } });
    expect((await post(door, searchPath, {}, { "content-type": "text/plain" })).body.code).toBe(0);
    await door.close();
  });

  test("limits the size of the body as the profile says", async () => {
    const door = await open({ jobs, auth: false, profile: { maximumBodyBytes: 20 } });
    expect((await post(door, searchPath, e("name like 'a long name'"))).status).toBe(413);
    await door.close();
  });
});

test("a profile that refuses repeated fields accepts alternatives of one field", async () => {
  const mock = createMockOta({
    jobs,
    auth: false,
    profile: { or: "accepted", repeatedFields: "refused" },
  });
  const ask = (expression: string) => post({ ...mock, url: mock.baseUrl }, searchPath, e(expression));
  expect((await ask("name like 'pump' or name like 'fan'")).body.code).toBe(0);
  expect((await ask("name like 'pump' and name like '5'")).body.code).toBe(99400);
});

describe("the profile and authentication", () => {
  const tokenPath = pathOf("getAccessToken");
  const refreshPath = pathOf("refreshAccessToken");
  const createDoor = (profile: Partial<Profile>, now = Date.now) => {
    const mock = createMockOta({ jobs, profile, now });
    return { ...mock, url: mock.baseUrl };
  };

  test("a text as timestamp", async () => {
    const door = createDoor({ textTimestamps: "refused" });
    const request = { ...tokenBody(door.auth), timestamp: String(Date.now()) };
    expect((await post(door, tokenPath, request)).body.status).toBe(1004);
  });

  test("a call without a token", async () => {
    expect((await post(createDoor({}), searchPath, {})).body.code).toBe(1202);
    expect((await post(createDoor({ missingToken: 401 }), searchPath, {})).status).toBe(401);
  });

  test("an expired token", async () => {
    let time = Date.now();
    const door = createDoor({ expiredToken: 401 }, () => time);
    const { body } = await post(door, tokenPath, tokenBody(door.auth, time));
    time += tokenLifetimeMs;
    const sent = {
      [authHeaders.accessToken]: body.data.accessToken,
      [authHeaders.signature]: "x",
      [authHeaders.timestamp]: String(time),
    };
    const answer = await post(door, searchPath, {}, sent);
    expect(answer).toMatchObject({ status: 401, body: { message: expect.stringContaining("has expired") } });
  });

  test("a wrong signature", async () => {
    const door = createDoor({ wrongSignature: 1003 });
    const { body } = await post(door, tokenPath, tokenBody(door.auth));
    const sent = {
      [authHeaders.accessToken]: body.data.accessToken,
      [authHeaders.signature]: "x",
      [authHeaders.timestamp]: String(Date.now()),
    };
    expect(await post(door, searchPath, {}, sent)).toMatchObject({
      status: 200,
      body: { code: 1003, msg: expect.stringContaining("the signature does not match"), data: null },
    });
  });

  test("a signature that was used before", async () => {
    const searchTwice = async (profile: Partial<Profile>) => {
      const door = createDoor(profile);
      const { body } = await post(door, tokenPath, tokenBody(door.auth));
      const { accessToken } = body.data;
      const sent = signedHeaders({ action: "search", orgId: "o1" }, "{}", accessToken, door.auth);
      expect((await post(door, searchPath, {}, sent)).body.code).toBe(0);
      const again = await post(door, searchPath, {}, sent);
      const later = signedHeaders(
        { action: "search", orgId: "o1" },
        "{}",
        accessToken,
        door.auth,
        Date.now() + 1,
      );
      expect((await post(door, searchPath, {}, later)).body.code).toBe(0);
      return again;
    };
    expect((await searchTwice({})).body.code).toBe(0);
    expect(await searchTwice({ repeatedSignature: "refused" })).toMatchObject({
      status: 401,
      body: { message: expect.stringContaining("was used before") },
    });
  });

  test("a timestamp that is too old", async () => {
    const door = createDoor({ staleTimestamp: 1003 });
    const request = tokenBody(door.auth, Date.now() - 1_000_000);
    expect((await post(door, tokenPath, request)).body.status).toBe(1003);
  });

  test("a token that was refreshed", async () => {
    const time = Date.now();
    const door = createDoor({ refreshedToken: "expired" });
    const { body } = await post(door, tokenPath, tokenBody(door.auth, time));
    const { accessToken } = body.data;
    await post(door, refreshPath, { ...tokenBody(door.auth, time + 1), accessToken });
    const again = await post(door, refreshPath, { ...tokenBody(door.auth, time + 2), accessToken });
    expect(again.body).toMatchObject({ status: 1204, msg: expect.stringContaining("expired") });
  });
});

describe("the delay until an update is visible", () => {
  let time: number;
  let door: Door;
  const seen = async (orgId = "o1") =>
    (await post(door, searchPath.replace("o1", orgId), {})).body.data.map(({ jobId }: OtaJob) => jobId);

  beforeAll(async () => {
    time = 1000;
    const mock = createMockOta({ jobs, auth: false, consistencyDelayMs: 2000, now: () => time });
    door = { ...mock, url: mock.baseUrl, close: async () => {} };
  });
  afterAll(() => door.close());

  test("returns the state before each update until its delay is over", async () => {
    expect(await seen()).toEqual(all);
    door.jobs.remove("pump");
    time += 1000;
    door.jobs.remove("fan");
    expect(await seen()).toEqual(all);
    expect(door.jobs.list().map(({ jobId }) => jobId)).toEqual(["quote", "fan2"]);
    time += 999;
    expect(await seen()).toEqual(all);
    time += 1;
    expect(await seen()).toEqual(["quote", "fan", "fan2"]);
    time += 1000;
    expect(await seen()).toEqual(["quote", "fan2"]);
  });

  test("delays additions, replacements and clearing, too", async () => {
    door.reset();
    door.jobs.add(job("new", { orgId: "o1", createTime: timeAt(0) }));
    expect(await seen()).toEqual(all);
    time += 2000;
    expect(await seen()).toEqual(["new", ...all]);
    door.jobs.clear("o1");
    expect(await seen()).toEqual(["new", ...all]);
    time += 2000;
    expect(await seen()).toEqual([]);
    door.jobs.replace([job("other")]);
    expect(await seen()).toEqual([]);
    time += 2000;
    expect(await seen()).toEqual(["other"]);
  });

  test("is cancelled by a reset", async () => {
    door.jobs.clear();
    door.reset();
    expect(await seen()).toEqual(all);
  });
});

describe("createProfile", () => {
  test("returns the defaults, and what was changed", () => {
    expect(createProfile()).toEqual(defaultProfile);
    expect(createProfile({ or: "accepted", likeCase: undefined })).toEqual({
      ...defaultProfile,
      or: "accepted",
    });
    expect(createMockOta({ profile: { or: "accepted" } }).profile.or).toBe("accepted");
    expect(createMockOta({ profile: { consistencyDelayMs: 5 } }).profile.consistencyDelayMs).toBe(5);
  });

  test.each([
    ["an entry with a typo", { ors: "accepted" }, 'A profile has no entry "ors". Did you mean "or"?'],
    ["an inherited name", { toString: "x" }, 'A profile has no entry "toString".'],
    [
      "a value with a typo",
      { or: "acepted" },
      'The profile\'s entry or must be one of "refused", "accepted", not "acepted". (May conditions be joined by or?)',
    ],
    ["a number out of range", { businessErrorStatus: 99 }, "must be a whole number from 200 to 599, not 99"],
    ["half a millisecond", { consistencyDelayMs: 0.5 }, "must be a whole number from 0 to 600000, not 0.5"],
    [
      "a language without its country",
      { otherLocales: ["fr_FR", "fr"] },
      'a list such as ["fr_FR"], not a list with "fr".',
    ],
    [
      "a language outside of a list",
      { otherLocales: "fr_FR" },
      'must be a list such as ["fr_FR"], not "fr_FR".',
    ],
    ["a list", [], 'A profile is an object such as { "or": "accepted" }, not a list.'],
  ])("refuses %s", (_name, changes, message) => {
    expect(() => createProfile(changes)).toThrow(message);
  });

  test.each([null, "or", 5])("refuses %j, which is no object", (changes) => {
    expect(() => createProfile(changes)).toThrow("A profile is an object such as");
  });

  test("has a question and a reason for each entry", () => {
    const sources = ["documented", "samples", "sibling endpoints", "inferred", "none"];
    for (const [name, { question, reason, source, default: value }] of Object.entries(profileEntries)) {
      expect(sources, name).toContain(source);
      expect(question, name).toMatch(/\?$|milliseconds\?$/);
      expect(reason, name).toMatch(/\.$/);
      expect(createProfile({ [name]: value }), name).toEqual(defaultProfile);
    }
  });
});
