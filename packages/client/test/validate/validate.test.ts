import { createMockOta, generateJobs } from "@enos-ota/mock";
import { otaJobTable } from "@enos-ota/query";
import { describe, expect, test } from "vitest";
import { createOtaClient, type OtaClientOptions, OtaConfigError } from "../../src/index.ts";
import { isOtaMismatchError, type OtaMismatchError, responseValidator } from "../../src/validate.ts";
import { Gateway, json, rejection } from "../support/gateway.ts";

const statuses = otaJobTable.fields.status.values.map((value) => `"${value}"`).join(", ");

const [job] = generateJobs(1, { seed: 1 });

/** An answer with one job for each of these changes to a valid one; undefined takes a property away. */
function answered(...changes: readonly object[]): Response {
  const data = changes.map((change, index) => ({ ...job, jobId: `job${index}`, ...change }));
  const pagination = { pageNo: 1, pageSize: 50, totalSize: data.length };
  return json({ code: 0, msg: "OK", requestId: "r1", data, pagination });
}

interface Entry {
  readonly fields: object;
  readonly message: string;
}

/** A client whose gateway answers with this, and the warnings that it logs. */
function world(answer: () => Response, options: OtaClientOptions) {
  const gateway = new Gateway();
  gateway.answers = [answer];
  const warnings: Entry[] = [];
  const ignore = (): void => {};
  const warn = (fields: object, message: string): void => void warnings.push({ fields, message });
  const logger = { debug: ignore, info: ignore, warn, error: ignore };
  return { gateway, warnings, enos: gateway.client({ logger, ...options }) };
}

const warning = { validate: responseValidator() };
const throwing = { validate: responseValidator({ onMismatch: "throw" }) };

async function mismatch(
  answer: () => Response,
  options: OtaClientOptions = throwing,
): Promise<OtaMismatchError> {
  const error = await rejection(world(answer, options).enos.otaJobs.search());
  if (!isOtaMismatchError(error)) throw error;
  return error;
}

test("every page of the mock matches the spec", async () => {
  const { baseUrl, auth, fetch } = createMockOta({ jobs: generateJobs(500, { seed: 7 }) });
  const enos = createOtaClient({ baseUrl, orgId: "o1", auth, fetch, ...throwing });
  expect(await enos.otaJobs.search().toArray({ limit: 1000 })).toHaveLength(500);
});

describe("a new status", () => {
  const answer = (): Response => answered({}, { status: "unheardOf" }, { status: "unheardOf" });

  test("passes, and is one warning for the page", async () => {
    const { enos, warnings } = world(answer, warning);
    const { jobs } = await enos.otaJobs.search();
    expect(jobs.map(({ status }) => status)).toEqual([job?.status, "unheardOf", "unheardOf"]);
    expect(warnings).toEqual([
      {
        fields: { requestId: "r1", mismatches: 2 },
        message:
          'enos-ota: The answer is not what the spec says: data[1].status is "unheardOf", which is none of ' +
          `${statuses} (and 1 more like it). (request r1)`,
      },
    ]);
  });

  test("is a typed error under throw, which is not retried", async () => {
    const { enos, gateway } = world(answer, throwing);
    const error = await rejection(enos.otaJobs.search());
    expect(error).toMatchObject({
      name: "OtaMismatchError",
      status: 200,
      requestId: "r1",
      attempts: 1,
      retryable: false,
      mismatches: [
        {
          path: ["data", 1, "status"],
          kind: "unknownValue",
          message: `is none of ${statuses}`,
          value: "unheardOf",
        },
        { path: ["data", 2, "status"], kind: "unknownValue" },
      ],
    });
    expect(gateway.searches).toHaveLength(1);
  });

  test("can be let through by a function that refuses everything else", async () => {
    const onMismatch = (error: OtaMismatchError): void => {
      if (error.mismatches.some(({ kind }) => kind !== "unknownValue")) throw error;
    };
    const validate = responseValidator({ onMismatch });
    expect((await world(answer, { validate }).enos.otaJobs.search()).jobs).toHaveLength(3);
    const error = await mismatch(() => answered({ createTime: "yesterday" }), { validate });
    expect(error.mismatches).toHaveLength(1);
  });
});

test("properties that the spec does not know are no mismatch, and stay", async () => {
  const { enos } = world(() => answered({ progress: { done: 3 } }), throwing);
  expect((await enos.otaJobs.search()).jobs[0]).toHaveProperty("progress.done", 3);
});

test.each([
  ["a missing property", { name: undefined }, ["name"], "missing", "is missing"],
  ["another type", { createTime: "1591171274788" }, ["createTime"], "wrongType", "is not of type integer"],
  ["null where the spec has none", { status: null }, ["status"], "wrongType", "is not of type string"],
  ["a number below its bound", { upgradeTimeout: -1 }, ["upgradeTimeout"], "outOfRange", "is not >= 0"],
  [
    "what is deep inside",
    { upgradeScope: { type: "partial", versionNumbers: ["1", 2] } },
    ["upgradeScope", "versionNumbers", 1],
    "wrongType",
    "is not of type string",
  ],
  [
    "a key with odd characters",
    { upgradeScope: { type: "partial", tags: { "a/b~c": ["x", 1] } } },
    ["upgradeScope", "tags", "a/b~c", 1],
    "wrongType",
    "is not of type string",
  ],
  [
    "a part of what may also be null",
    { retryPolicy: { retryCount: "3" } },
    ["retryPolicy", "retryCount"],
    "wrongType",
    "is not of type integer",
  ],
])("%s is one mismatch, and tells where", async (_, change, path, kind, message) => {
  const { mismatches } = await mismatch(() => answered({}, change));
  expect(mismatches).toEqual([{ path: ["data", 1, ...path], kind, message }]);
});

test.each([
  ["a policy or null", { retryPolicy: 5 }, ["retryPolicy"]],
  ["a number or a text", { retryPolicy: { retryInterval: true } }, ["retryPolicy", "retryInterval"]],
])("what should be %s, and is not, is one mismatch", async (_, change, path) => {
  const { mismatches } = await mismatch(() => answered(change));
  const message = "has none of the forms that the spec allows";
  expect(mismatches).toEqual([{ path: ["data", 0, ...path], kind: "other", message }]);
});

test("a success may say what it likes: its code decides", async () => {
  const answer = (): Response => json({ code: 0, msg: "Success", requestId: "r1", data: [] });
  const { enos } = world(answer, throwing);
  expect((await enos.otaJobs.search()).jobs).toEqual([]);
});

test("the message lists at most five kinds of mismatch, and how many more there are", async () => {
  const { message, mismatches } = await mismatch(() => json({ code: 0, data: [{ jobId: "a" }] }));
  expect(mismatches.length).toBeGreaterThan(8);
  expect(message).toMatch(/; and \d+ more\.$/);
  expect(message.split("; ")).toHaveLength(6);
});

test("a secret that the server echoes as a value is redacted, in the error and in the log", async () => {
  const answer = (): Response => answered({ status: "key the-access-key", ...{ "the-secret-key": 1 } });
  const error = await mismatch(answer);
  expect(error.mismatches[0]?.value).toBe("key [redacted]");
  expect(JSON.stringify(error)).not.toContain("the-access-key");
  const { enos, warnings } = world(answer, warning);
  await enos.otaJobs.search();
  expect(warnings).toHaveLength(1);
  expect(JSON.stringify(warnings)).not.toMatch(/the-access-key|the-secret-key/);
});

test("without a logger, warnings go to the console; with the level error, nowhere", async () => {
  const gateway = new Gateway();
  gateway.answers = [() => answered({ status: "unheardOf" })];
  const said: unknown[] = [];
  const { warn } = console;
  console.warn = (_fields: object, message: string): void => void said.push(message);
  try {
    await gateway.client(warning).otaJobs.search();
    expect(said).toEqual([expect.stringContaining('data[0].status is "unheardOf"')]);
    await gateway.client({ ...warning, logLevel: "error" }).otaJobs.search();
    expect(said).toHaveLength(1);
  } finally {
    console.warn = warn;
  }
});

test("token calls and refusals are not validated: the client reads them itself", async () => {
  const operations: string[] = [];
  const gateway = new Gateway();
  gateway.answers = [() => json({}, { status: 503 }), () => answered({})];
  const validate = ({ operation }: { readonly operation: string }): void => void operations.push(operation);
  await gateway.client({ validate }).otaJobs.search();
  expect(gateway.tokenCalls).toHaveLength(1);
  expect(operations).toEqual(["searchOtaJobs"]);
});

test("a validator of one's own may wait, and what it throws is the cause of an OtaConfigError", async () => {
  const reason = new Error("no schema");
  const { enos, gateway } = world(() => answered({}), { validate: () => Promise.reject(reason) });
  const error = await rejection(enos.otaJobs.search());
  expect(error).toBeInstanceOf(OtaConfigError);
  expect(error).toMatchObject({ option: "validate", requestId: "r1", attempts: 1, cause: reason });
  expect(gateway.searches).toHaveLength(1);
});

test("wrong options are refused by name", () => {
  // @ts-expect-error: it must be a function
  expect(() => createOtaClient({ validate: "warn" })).toThrow('The option "validate" must be a function');
  // @ts-expect-error: misspelt
  expect(() => responseValidator({ onMismatch: "trow" })).toThrow('Did you mean "throw"?');
  // @ts-expect-error: unknown
  expect(() => responseValidator({ mode: "throw" })).toThrow('responseValidator() has no option "mode"');
});

test("an answer with very many mismatches is compared in one pass", async () => {
  const broken = {
    retryPolicy: { retryCount: "3" },
    schedulePolicy: 5,
    status: 1,
    type: "x",
    name: undefined,
  };
  const { mismatches } = await mismatch(() => answered(...Array.from({ length: 5_000 }, () => broken)));
  expect(mismatches).toHaveLength(25_000);
});
