import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseDocument } from "yaml";
import { RepositoryCopy } from "../../scripts/repositoryCopy.ts";

/** One fact of the spec's extensions, and what a user sees of it. */
interface Fact {
  readonly what: string;
  /** Where it stands in the spec, and its new value; undefined removes it. */
  readonly edits: readonly (readonly [path: readonly string[], value: unknown])[];
  /** Expressions of the program below, with what they are after the edits. Before, each of them is something else. */
  readonly seen: Readonly<Record<string, unknown>>;
}

const schemas = ["components", "schemas"];
const expression = [...schemas, "SearchRequest", "properties", "expression", "x-enos-expression"];
const pagination = [...schemas, "PaginationRequest", "x-enos-pagination"];
const pageProperties = [...schemas, "PaginationRequest", "properties"];
const operation = ["paths", "/connect-service/v2.1/ota-jobs", "post"];

/** A record with a property like one of the jobs', with a value more: the samples must still fit. */
const otherRecord = {
  type: "object",
  description: "Another record. [assumed]",
  properties: Object.fromEntries(
    ["productKey", "firmwareId", "firmwareVersion", "status", "firmwareName", "name", "type"].map((name) => [
      name,
      name === "type"
        ? { type: "string", enum: ["verify", "upgrade", "other"], description: "Its type. [assumed]" }
        : { $ref: `#/components/schemas/JobInfo/properties/${name}` },
    ]),
  ),
};

/** The copies' facts do not collide: each is changed once, and no row looks at what another one changes. */
const copies: Readonly<Record<string, readonly Fact[]>> = {
  "expressions and codes": [
    {
      what: "fields: one more",
      edits: [[[...expression, "fields", "jobId"], { operators: ["="] }]],
      seen: {
        "text(() => otaJob.jobId.eq('a'))": "jobId = 'a'",
        "text(() => parseExpression(\"jobId = 'a'\"))": "jobId = 'a'",
        "ids({ expression: \"jobId = 'a'\" })": "a",
      },
    },
    {
      what: "fields: one less",
      edits: [[[...expression, "fields", "firmwareVersion"], undefined]],
      seen: {
        "text(() => parseExpression(\"firmwareVersion = '1'\"))": "unknown-field",
        "answer({ expression: \"firmwareVersion = '1'\" }).then(({ code }) => code === 0)": false,
      },
    },
    {
      what: "operators of a field",
      edits: [[[...expression, "fields", "firmwareId", "operators"], ["like"]]],
      seen: {
        "text(() => otaJob.firmwareId.like('f'))": "firmwareId like 'f'",
        "text(() => parseExpression(\"firmwareId = 'f1'\"))": "operator-not-allowed",
        "ids({ expression: \"firmwareId like 'f'\" })": "a,b",
      },
    },
    {
      what: "values: the enum of the record's property",
      edits: [
        [
          [...schemas, "JobStatus", "enum"],
          ["started", "stopped", "paused"],
        ],
      ],
      seen: {
        "text(() => otaJob.status.eq('paused'))": "status = 'paused'",
        "text(() => mock.jobs.add(job('paused', { orgId: 'o2', status: 'paused' })))": "undefined",
      },
    },
    {
      what: "localized names: what the bare field reads, and a member with its fallback",
      edits: [
        [[...expression, "fields", "firmwareName", "localized", "any"], ["en_US"]],
        [[...expression, "fields", "firmwareName", "localized", "members", "fr_FR"], { fallback: "en_US" }],
      ],
      seen: {
        "matches(parseExpression(\"name like 'pump'\"), named)": false,
        "text(() => otaJob.name.fr_FR.like('x'))": "name.fr_FR like 'x'",
        "ids({ expression: \"name.fr_FR like 'Pompe'\" })": "a",
        "ids({ expression: \"name like 'pump'\" })": "",
      },
    },
    {
      what: "connective",
      edits: [[[...expression, "connective"], "AND"]],
      seen: {
        "text(() => and(otaJob.productKey.eq('p'), otaJob.status.eq('started')))":
          "productKey = 'p' AND status = 'started'",
        "text(() => parseExpression(\"productKey = 'p' and status = 'started'\"))":
          "productKey = 'p' AND status = 'started'",
        "completeExpression(\"status = 'started' \").options.map(({ label }) => label)": ["AND"],
      },
    },
    {
      what: "operatorNotAllowed: code and message",
      edits: [
        [[...expression, "operatorNotAllowed", "code"], 99404],
        [[...expression, "operatorNotAllowed", "message"], "{operator} is none of {allowed}"],
      ],
      seen: {
        "problem(\"productKey like 'x'\").apiCode": 99404,
        "problem(\"productKey like 'x'\").apiMessage": "like is none of =, in",
        "answer({ expression: \"productKey like 'x'\" }).then(({ code, msg }) => code + msg)":
          "99404like is none of =, in",
      },
    },
    {
      what: "name and retryable of a code",
      edits: [
        [["x-enos-error-codes", "1004", "name"], "OddParameter"],
        [["x-enos-error-codes", "1004", "retryable"], true],
      ],
      seen: { "failing(1004).codeName": "OddParameter", "failing(1004).requests": 3 },
    },
    {
      what: "recovery from a code",
      edits: [[["x-enos-error-codes", "99404", "recovery"], "refreshToken"]],
      seen: { "failing(99404).tokens": 2 },
    },
    {
      what: "message of a code",
      edits: [[["x-enos-error-codes", "99403", "message"], "No entry"]],
      seen: { 'answer({}, "denied").then(({ msg }) => msg.slice(0, 8))': "No entry" },
    },
    {
      what: "permission",
      edits: [[[...operation, "x-enos-permission"], { service: "Hardware", operation: "Touch" }]],
      seen: { "failing(99403).message.includes('service Hardware, operation Touch')": true },
    },
  ],
  "pages and times": [
    {
      what: "firstPageNo",
      edits: [
        [[...pagination, "firstPageNo"], 0],
        [[...pageProperties, "pageNo", "minimum"], 0],
      ],
      seen: { "iterating().pageNo": 0, "answer({}).then(({ pagination }) => pagination.pageNo)": 0 },
    },
    {
      what: "defaultPageSize",
      edits: [[[...pagination, "defaultPageSize"], 7]],
      seen: {
        "calm().then((page) => page.hasNextPage)": true,
        'ids({}, "many").then((list) => list.split(",").length)': 7,
      },
    },
    {
      what: "recommendedPageSize",
      edits: [[[...pagination, "recommendedPageSize"], 31]],
      seen: { "iterating().pageSize": 31 },
    },
    {
      what: "maximumPageSize",
      edits: [
        [[...pagination, "maximumPageSize"], 60],
        [[...pageProperties, "pageSize", "maximum"], 60],
      ],
      seen: {
        "calm({ pagination: { pageSize: 61 } }).catch((error) => error.name)": "OtaConfigError",
        "answer({ pagination: { pageNo: 3, pageSize: 61 } }).then(({ code }) => code === 0)": false,
      },
    },
    {
      what: "sortedBy",
      edits: [[[...pagination, "sortedBy"], { field: "upgradeTimeout", order: "ASC" }]],
      seen: { "ids({})": "b,a" },
    },
    {
      what: "consistencyDelaySeconds",
      edits: [[["x-enos-timing", "consistencyDelaySeconds"], 9]],
      seen: { "firstLook()": 9_000 },
    },
    {
      what: "signatureWindowSeconds",
      edits: [[["x-enos-timing", "signatureWindowSeconds"], 60]],
      seen: { "signedAgo(100_000)": 401 },
    },
    {
      what: "tokenLifetimeSeconds",
      edits: [[["x-enos-timing", "tokenLifetimeSeconds"], 1234]],
      seen: { "tokenLifetime()": 1234 },
    },
  ],
};

/** What rows look at. It runs from the packages' sources, so that nothing has to be built. */
const program = (expressions: readonly string[]) => `
import { createOtaClient } from "./packages/client/src/index.ts";
import { createMockOta } from "./packages/mock/src/index.ts";
import { and, completeExpression, otaJob, parseExpression } from "./packages/query/src/index.ts";
import { matches } from "./packages/query/src/evaluate.ts";

const job = (jobId, more) => ({ orgId: "o1", jobId, name: { defaultValue: "pump", i18nValue: { en_US: "Pompe" } },
  firmwareId: "f1", type: "upgrade", enableUpgradeRequest: true, upgradeScope: { type: "total" }, upgradeTimeout: 7200,
  status: "started", createTime: 1591171274788, ...more });
const named = job("n");
const mock = createMockOta({ auth: false, deniedOrganizations: ["denied"], jobs: [
  job("a"),
  job("b", { name: { defaultValue: "valve", i18nValue: {} }, upgradeTimeout: 10, createTime: 1591171274700 }),
  ...Array.from({ length: 20 }, (_, index) => job("many" + index, { orgId: "many" })),
] });
const text = (act) => { try { return String(act()); } catch (error) { return error.reason ?? error.name; } };
const problem = (text) => { try { parseExpression(text); } catch (error) { return error; } };
const answer = async (body, orgId = "o1") => {
  const url = mock.baseUrl + "/connect-service/v2.1/ota-jobs?action=search&orgId=" + orgId;
  const headers = { "content-type": "application/json" };
  return (await mock.fetch(url, { method: "POST", headers, body: JSON.stringify(body) })).json();
};
const ids = async (body, orgId) => (await answer(body, orgId)).data?.map(({ jobId }) => jobId).join();

const sleeps = [];
const clock = { now: Date.now, random: () => 0.5, deadline: () => () => {}, sleep: async (ms) => void sleeps.push(ms) };
/** A client whose server answers each search alike. */
const clientOf = (reply, seen = []) => createOtaClient({
  baseUrl: "https://apigw.example.com", orgId: "o1", auth: { accessKey: "k", secretKey: "s" }, clock,
  fetch: async (input, init) => {
    const request = new Request(input, init);
    const body = JSON.parse(await request.text());
    const isToken = !request.url.includes("/ota-jobs");
    seen.push({ isToken, ...body.pagination });
    return Response.json(isToken ? { status: 0, msg: "SUCCESS", data: { accessToken: "t" + seen.length, expire: 7200 } } : reply);
  },
});
async function failingWith(code) {
  const seen = [];
  const error = await clientOf({ code, msg: "no", requestId: "r", data: null }, seen).otaJobs.search().catch((thrown) => thrown);
  const tokens = seen.filter(({ isToken }) => isToken).length;
  return { codeName: error.codeName, message: error.message, tokens, requests: seen.length - tokens };
}
const failures = {};
for (const code of [1004, 99404, 99403]) failures[code] = await failingWith(code);
const failing = (code) => failures[code];
const sevenJobs = { code: 0, msg: "OK", requestId: "r", data: Array.from({ length: 7 }, (_, index) => job("j" + index)) };
const calm = async (params) => clientOf(sevenJobs).otaJobs.search(params);
const walked = [];
for await (const _ of clientOf({ ...sevenJobs, data: [] }, walked).otaJobs.search()) break;
const iterating = () => walked.find(({ isToken }) => !isToken);
async function firstLook() {
  sleeps.length = 0;
  await clientOf({ ...sevenJobs, data: [named] }).otaJobs.waitFor({}, () => true);
  return sleeps[0];
}
/** A client of a mock that checks tokens and signatures; what its server answers is kept. */
function strictClient(now) {
  const strict = createMockOta();
  const answers = [];
  const fetch = async (input, init) => {
    const response = await strict.fetch(input, init);
    answers.push({ status: response.status, body: await response.clone().json() });
    return response;
  };
  const enos = createOtaClient({ baseUrl: strict.baseUrl, orgId: "o1", auth: strict.auth, fetch, clock: { ...clock, now } });
  return { enos, answers };
}
// The client has the server's clock from its first answers; only then does its own go wrong.
async function signedAgo(ms) {
  let behind = 0;
  const { enos, answers } = strictClient(() => Date.now() - behind);
  await enos.otaJobs.search();
  behind = ms;
  const known = answers.length;
  await enos.otaJobs.search();
  return answers[known].status;
}
async function tokenLifetime() {
  const { enos, answers } = strictClient(Date.now);
  await enos.otaJobs.search();
  return answers[0].body.data.expire;
}

const seen = {};
const look = async (name, act) => { seen[name] = await Promise.resolve().then(act).catch((error) => String(error)); };
${expressions.map((code) => `await look(${JSON.stringify(code)}, () => ${code});`).join("\n")}
console.log(JSON.stringify(seen));
`;

function createCopy(): Promise<RepositoryCopy> {
  return RepositoryCopy.create({
    only: ["spec", "scripts", "packages", "biome.json"],
    dependencies: "linked",
  });
}

/** Changes the copy's spec, and generates from it. */
async function change(copy: RepositoryCopy, edits: Fact["edits"]): Promise<void> {
  const document = parseDocument(await copy.read("spec/openapi.yaml"));
  for (const [path, value] of edits) {
    if (value === undefined) document.deleteIn(path);
    else document.setIn(path, document.createNode(value));
  }
  await copy.write("spec/openapi.yaml", document.toString());
  await copy.generate();
}

describe.each(Object.entries(copies))("a change of %s", (_, facts) => {
  let copy: RepositoryCopy;
  let before: Readonly<Record<string, unknown>>;
  let after: Readonly<Record<string, unknown>>;

  beforeAll(async () => {
    copy = await createCopy();
    const manifest = JSON.parse(await copy.read("packages/query/package.json"));
    const exports = { ".": "./src/index.ts", "./evaluate": "./src/evaluate.ts" };
    await copy.write("packages/query/package.json", JSON.stringify({ ...manifest, exports }));
    await copy.write("facts.ts", program(facts.flatMap(({ seen }) => Object.keys(seen))));
    before = JSON.parse(await copy.must("node", ["facts.ts"]));
    await change(
      copy,
      facts.flatMap(({ edits }) => edits),
    );
    after = JSON.parse(await copy.must("node", ["facts.ts"]));
  });

  afterAll(() => copy.remove());

  it.each(facts)("is followed: $what", ({ seen }) => {
    for (const [code, value] of Object.entries(seen)) {
      expect(after[code], code).toEqual(value);
      expect(before[code], `${code}, before`).not.toEqual(value);
    }
  });
});

describe("a change of the record that a search finds", () => {
  let copy: RepositoryCopy;

  beforeAll(async () => {
    copy = await createCopy();
  });

  afterAll(() => copy.remove());

  // The mock's endpoint names the record's type and validator, so for another record its file has to change.
  it("is followed by the values that expressions may hold", async () => {
    await copy.write(
      "facts.ts",
      `import { parseExpression } from "./packages/query/src/index.ts";
       try { console.log(String(parseExpression("type = 'other'"))); } catch (error) { console.log(error.reason); }`,
    );
    expect(await copy.must("node", ["facts.ts"])).toBe("invalid-value\n");
    await change(copy, [
      [[...schemas, "OtherRecord"], otherRecord],
      [[...expression, "record"], "OtherRecord"],
      // The generator refuses a search whose answer lists other records.
      [
        [...schemas, "SearchSuccess", "properties", "data", "items", "$ref"],
        "#/components/schemas/OtherRecord",
      ],
    ]);
    expect(await copy.must("node", ["facts.ts"])).toBe("type = 'other'\n");
  });
});
