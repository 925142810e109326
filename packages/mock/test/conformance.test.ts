import { type FieldEntry, otaJobTable } from "@enos-ota/query";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { maximumPageSize } from "../src/generated/limits.ts";
import { scenarios } from "../src/generated/scenarios.ts";
import { type Door, doors } from "./doors.ts";
import { operatorRefusal, pathOf, timeAt } from "./facts.ts";
import { job } from "./jobs.ts";
import { post, searchPath } from "./post.ts";

const path = pathOf("searchOtaJobs");
/** A field that takes a list of any texts. */
const [listed = ""] =
  Object.entries<FieldEntry>(otaJobTable.fields).find(
    ([, { operators, values, type }]) => operators.includes("in") && !values && !type,
  ) ?? [];

const [sample] = scenarios.found.body.data;
const pageJob = {
  ...structuredClone(sample),
  orgId: "o1",
  upgradeScope: { type: "total" as const, versionNumbers: ["1.0"] },
};
const jobs = [
  pageJob,
  job("new", {
    createTime: timeAt(-1),
    name: { defaultValue: "Pump", i18nValue: { zh_CN: "水泵", ja_JP: "ポンプ" } },
    firmwareName: { defaultValue: "pump-fw", i18nValue: {} },
    type: "verify",
    status: "stopped",
    [listed]: "2.0",
  }),
  job("old", { createTime: timeAt(1), name: { defaultValue: "PV Inverter", i18nValue: {} } }),
  job("elsewhere", { orgId: "o2", createTime: timeAt(-2) }),
];

const found = (...ids: string[]) => ({ code: 0, msg: "OK", ids });
const refused = (code: number, msg: string) => ({ code, msg, ids: null });

/** Request body, query, and the behaviour that the API's page documents. */
const table: readonly [string, unknown, { code: number; msg: string; ids: string[] | null }, string?][] = [
  [
    "the page's request sample 1",
    { expression: "productKey='yourProductKey'", pagination: { pageNo: 1, pageSize: 5 } },
    found("yourJobId"),
  ],
  [
    "the page's request sample 2",
    { expression: "firmwareName like 'firmware1'", pagination: { pageNo: 1, pageSize: 5 } },
    found("yourJobId", "old"),
  ],
  [
    "the page's request sample 3",
    { expression: "name like 'name' and firmwareName like 'firmware1'" },
    found("yourJobId"),
  ],
  ["an empty request, in the order of the list", {}, found("new", "yourJobId", "old")],
  ["a second page", { pagination: { pageNo: 2, pageSize: 2 } }, found("old")],
  ["a page past the end", { pagination: { pageNo: 9, pageSize: 2 } }, found()],
  [
    "the largest page",
    { pagination: { pageNo: 1, pageSize: maximumPageSize } },
    found("new", "yourJobId", "old"),
  ],
  ["in", { expression: `${listed} in ('2.0','9.9')` }, found("new")],
  ["= on type and status", { expression: "type = 'verify' and status = 'stopped'" }, found("new")],
  ["like, whatever the case", { expression: "name like 'inVERTer'" }, found("old")],
  ["a bare name in Chinese", { expression: "name like '中文'" }, found("yourJobId")],
  ["a bare name not in Japanese", { expression: "name like 'ポンプ'" }, found()],
  ["the Chinese name", { expression: "name.zh_CN like '水'" }, found("new")],
  [
    "the Chinese name, falling back to the default",
    { expression: "name.zh_CN like 'inverter'" },
    found("old"),
  ],
  [
    "the Chinese name, not falling back where there is one",
    { expression: "name.zh_CN like 'pump'" },
    found(),
  ],
  ["the default name only", { expression: "name.defaultValue like '水'" }, found()],
  ["another organization", {}, found("elsewhere"), searchPath.replace("o1", "o2")],
  ["a wrong operator", { expression: "name = 'x'" }, refused(99400, operatorRefusal("=", "like"))],
  ["an unknown field", { expression: "noSuchField = 'x'" }, refused(99400, "Invalid Argument expression:")],
  ["a syntax error", { expression: "name like" }, refused(99400, "Invalid Argument expression:")],
  ["or", { expression: "type='verify' or type='upgrade'" }, refused(99400, "Invalid Argument expression:")],
  ["an empty expression", { expression: "" }, refused(99400, "Invalid Argument expression:")],
  [
    "an expression that is no text",
    { expression: 5 },
    refused(99400, "Invalid Argument expression:must be string"),
  ],
  [
    "a page that is too large",
    { pagination: { pageNo: 1, pageSize: maximumPageSize + 1 } },
    refused(99400, `Invalid Argument pagination.pageSize:must be <= ${maximumPageSize}`),
  ],
  [
    "page 0",
    { pagination: { pageNo: 0, pageSize: 10 } },
    refused(99400, "Invalid Argument pagination.pageNo:must be >= 1"),
  ],
  [
    "a page number past 32 bits",
    { pagination: { pageNo: 2 ** 31, pageSize: 10 } },
    refused(99400, "Invalid Argument pagination.pageNo:must be <= 2147483647"),
  ],
  [
    "half a page",
    { pagination: { pageNo: 1 } },
    refused(99400, "Invalid Argument pagination.pageSize:pageSize is missing"),
  ],
  [
    "sorters, which are ignored",
    { pagination: { pageNo: 1, pageSize: 5, sorters: [{ field: "name" }] } },
    found("new", "yourJobId", "old"),
  ],
  [
    "a field that the API does not know",
    { projection: [] },
    refused(99400, "Invalid Argument projection:is not known to the API"),
  ],
  ["a body that is no object", [], refused(99400, "Invalid Argument body:must be object")],
  ["no action", {}, refused(99400, "Invalid Argument action:action is missing"), `${path}?orgId=o1`],
  [
    "another action",
    {},
    refused(99400, 'Invalid Argument action:must be "search"'),
    `${path}?action=get&orgId=o1`,
  ],
  [
    "no organization",
    {},
    refused(99400, "Invalid Argument orgId:orgId is missing"),
    `${path}?action=search&orgId=`,
  ],
  [
    "two organizations",
    {},
    refused(99400, "Invalid Argument orgId:orgId is given 2 times"),
    `${searchPath}&orgId=o2`,
  ],
  [
    "an organization that does not exist",
    {},
    refused(99400, "Invalid Argument orgId:  orgId does not exist"),
    searchPath.replace("o1", "o9"),
  ],
  [
    "an organization that may not be read",
    {},
    refused(99403, "Denied resource:  orgId o3"),
    searchPath.replace("o1", "o3"),
  ],
];

describe.each(Object.entries(doors))("%s", (_, open) => {
  let door: Door;

  beforeAll(async () => {
    door = await open({ jobs, auth: false, deniedOrganizations: ["o3"] });
  });
  beforeEach(() => door.reset());
  afterAll(() => door.close());

  test.each(table)("answers %s", async (_name, request, wanted, path = searchPath) => {
    const { status, body } = await post(door, path, request);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      code: wanted.code,
      msg: wanted.msg.endsWith(":") ? expect.stringContaining(wanted.msg) : wanted.msg,
    });
    expect(body.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(body.data?.map((item: { jobId: string }) => item.jobId) ?? null).toEqual(wanted.ids);
  });

  test("returns the page's sample unchanged", async () => {
    const { body } = await post(door, searchPath, {
      expression: "productKey='yourProductKey'",
      pagination: { pageNo: 1, pageSize: 5 },
    });
    expect(body.data).toEqual([pageJob]);
    expect(body.pagination).toEqual(scenarios.found.body.pagination);
  });

  test("increments request IDs, and never repeats one", async () => {
    const first = await post(door, searchPath, {});
    const second = await post(door, searchPath, {});
    expect(second.body.requestId).not.toBe(first.body.requestId);
  });

  test.each([
    ["malformed JSON", '{"expression":', {}, "the body is not JSON: "],
    [
      "another content type",
      "{}",
      { "content-type": "text/plain" },
      "the content-type must be application/json, but it is text/plain",
    ],
    ["bytes that are not UTF-8", new Uint8Array([0x22, 0xff, 0x22]), {}, "the body is not UTF-8"],
    ["an empty body", "", {}, "there is no body; send at least {}"],
    ["deep nesting", "[".repeat(10_000), {}, "the body is nested deeper than 100 levels"],
  ])("refuses %s at the gateway, and says why", async (_name, body, headers, reason) => {
    const response = await door.fetch(door.url + searchPath, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body,
    });
    expect(response.status).toBe(400);
    const { message } = await response.json();
    expect(message).toContain(`Cannot process request body (${reason}`);
    expect(door.requests[0]?.refusal).toBe(message);
  });

  test("rejects a body that is too large", async () => {
    const { status, body } = await post(door, searchPath, { expression: "x".repeat(1_100_000) });
    expect({ status, body }).toEqual({
      status: 413,
      body: { message: "Request size limit exceeded (1048576 bytes are allowed)" },
    });
  });

  test("answers an unknown path or method with those that exist", async () => {
    expect((await post(door, "/nope", {})).status).toBe(404);
    const wrongMethod = await door.fetch(door.url + searchPath);
    expect(wrongMethod.status).toBe(405);
    expect(wrongMethod.headers.get("allow")).toBe("POST");
    expect((await wrongMethod.json()).message).toContain("takes POST, not GET");
  });

  test("reflects jobs that are added, updated and removed", async () => {
    const ids = async () =>
      (await post(door, searchPath, { expression: "status='stopped'" })).body.data.map(
        (item: { jobId: string }) => item.jobId,
      );
    door.jobs.add(job("added", { status: "stopped", createTime: timeAt(1) }));
    expect(await ids()).toEqual(["new", "added"]);
    door.jobs.update("added", { status: "started" });
    expect(await ids()).toEqual(["new"]);
    door.jobs.remove("new");
    expect(await ids()).toEqual([]);
    door.reset();
    expect(await ids()).toEqual(["new"]);
  });

  test("lists the requests with their expressions and answers", async () => {
    await post(door, searchPath, { expression: 'name  like "x"' });
    expect(door.requests).toHaveLength(1);
    expect(door.requests[0]).toMatchObject({
      operation: "searchOtaJobs",
      orgId: "o1",
      query: { action: "search", orgId: "o1" },
      body: { expression: 'name  like "x"' },
      status: 200,
      code: 0,
    });
    expect(String(door.requests[0]?.condition)).toBe("name like 'x'");
    expect(door.requests[0]?.headers.get("Content-Type")).toBe("application/json");
  });
});
