// Responses and requests that are not those of the runtime's own fetch, and connections that must be freed.
import { Readable } from "node:stream";
import { runInNewContext } from "node:vm";
import { describe, expect, test } from "vitest";
import { createFetchClient } from "../../src/fetch.ts";
import { operations } from "../../src/generated/operations.ts";
import { isOtaApiError, isOtaError, OtaApiError } from "../../src/index.ts";
import { failure, found, Gateway, json, rejection } from "../support/gateway.ts";

const page =
  '{"code":0,"requestId":"r","data":[{"jobId":"泵"}],"pagination":{"pageNo":1,"pageSize":10,"totalSize":1}}';

/** A response as other libraries make it. */
function foreign(body: unknown, text = page) {
  return {
    status: 200,
    ok: true,
    type: "default",
    url: "",
    headers: new Headers(),
    body,
    text: async () => text,
  };
}

describe("a response of another fetch is read", () => {
  const bytes = Buffer.from(page);
  test.each<[string, () => unknown]>([
    [
      "whose body is a stream of Node, as that of node-fetch",
      () => Readable.from([bytes.subarray(0, 45), bytes.subarray(45)]),
    ],
    ["without a stream, as in React Native", () => undefined],
    [
      "whose stream ends in the middle of a letter",
      () => new Blob([bytes.subarray(0, 46), bytes.subarray(46)]).stream(),
    ],
  ])("%s", async (_, body) => {
    const gateway = new Gateway();
    const fetch = async (): Promise<Response> => foreign(body()) as unknown as Response;
    const { jobs, response } = await gateway.client({ auth: "none", fetch }).otaJobs.search();
    expect(jobs[0]?.jobId).toBe("泵");
    expect(await response.text()).toBe(page);
  });

  test("and bounded, with and without a stream", async () => {
    for (const body of [
      Readable.from([Buffer.from("x".repeat(60)), Buffer.from("x".repeat(60))]),
      undefined,
    ]) {
      const fetch = async (): Promise<Response> => foreign(body, "泵".repeat(40)) as unknown as Response;
      const client = new Gateway().client({ auth: "none", fetch, maxResponseBytes: 100 });
      expect(await rejection(client.otaJobs.search())).toMatchObject({ name: "OtaParseError", attempts: 1 });
    }
  });
});

describe("a connection is freed", () => {
  const watched = () => {
    const seen = { cancelled: false };
    const body = new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(1000)),
      cancel: () => {
        seen.cancelled = true;
      },
    });
    return { body, seen };
  };

  test("when the answer is too large", async () => {
    const gateway = new Gateway();
    const { body, seen } = watched();
    gateway.answers = [() => new Response(body)];
    await rejection(gateway.client({ maxResponseBytes: 5000 }).otaJobs.search());
    expect(seen.cancelled).toBe(true);
  });

  test("when the server redirects, with and without a body", async () => {
    const gateway = new Gateway();
    const { body, seen } = watched();
    gateway.answers = [() => new Response(body, { status: 302 }), () => new Response(null, { status: 302 })];
    const { otaJobs } = gateway.client();
    for (const _ of [1, 2])
      expect(await rejection(otaJobs.search())).toMatchObject({ name: "OtaHttpError", status: 302 });
    expect(seen.cancelled).toBe(true);
  });
});

describe("unusual responses that are accepted", () => {
  test.each<[string, object | string]>([
    ["a requestId that cannot be printed", { code: 99400, requestId: { toString: 1 } }],
    ["a message that cannot be printed", { code: 99400, msg: { message: { toString: 1 } } }],
    ["a deeply nested message", `{"code":99400,"msg":${'{"msg":'.repeat(100_000)}1${"}".repeat(100_000)}}`],
  ])("%s", async (_, body) => {
    const gateway = new Gateway();
    gateway.answers = [() => new Response(typeof body === "string" ? body : JSON.stringify(body))];
    const error = await rejection(gateway.client().otaJobs.search());
    expect(error).toMatchObject({ name: "OtaApiError", code: 99400, attempts: 1 });
    expect(String(error)).not.toContain("[object");
  });

  test.each([null, "", " ", "zero", true, [], {}])("the code %j is no success", async (code) => {
    const gateway = new Gateway();
    gateway.answers = [() => json({ code, data: [] })];
    expect(await rejection(gateway.client().otaJobs.search())).toMatchObject({ name: "OtaParseError" });
  });
});

describe("messages", () => {
  const messageOf = async (answer: () => Response): Promise<string> => {
    const gateway = new Gateway();
    gateway.answers = [answer];
    const error = await rejection(gateway.client({ maxRetries: 0 }).otaJobs.search());
    return error instanceof Error ? error.message : "";
  };

  test("a nested message is found, and ends with one full stop", async () => {
    expect(await messageOf(() => json({ error: { message: "No route." } }, { status: 404 }))).toBe(
      "The gateway answered 404: No route.",
    );
  });

  test("the hint about IP addresses is left out when the message of the gateway already mentions them", async () => {
    expect(await messageOf(() => json({ message: "Your IP address is not allowed" }, { status: 403 }))).toBe(
      "The gateway answered 403: Your IP address is not allowed.",
    );
    expect(await messageOf(() => json({}, { status: 403 }))).toContain(
      "Is this machine's IP address allowed?",
    );
  });

  test("a missing permission is named", async () => {
    expect(await messageOf(() => failure(99403, "Denied resource"))).toBe(
      "EnOS answered 99403 PermissionDenied: Denied resource. " +
        `The service account needs the permission: ${operations.searchOtaJobs.permission}. (request r99403)`,
    );
  });

  test("the API's own message is kept apart, so that a proxy of a proxy need not nest the prefix", async () => {
    const gateway = new Gateway();
    gateway.answers = [() => failure(99400, "Do not allow operator op =")];
    const error = await rejection(gateway.client().otaJobs.search());
    expect(error).toHaveProperty("apiMessage", "Do not allow operator op =");
  });

  test("an unknown certificate authority leads to NODE_EXTRA_CA_CERTS", async () => {
    const gateway = new Gateway();
    const cause = Object.assign(new Error("self-signed certificate in certificate chain"), {
      code: "SELF_SIGNED_CERT_IN_CHAIN",
    });
    gateway.answers = [() => new TypeError("fetch failed", { cause })];
    const error = await rejection(gateway.client({ maxRetries: 0 }).otaJobs.search());
    expect(String(error)).toContain("NODE_EXTRA_CA_CERTS");
  });
});

test("guards know errors of another copy and of another realm", () => {
  const error = new OtaApiError("no", { code: 99400, status: 200 });
  const symbol = Object.getOwnPropertySymbols(error)[0];
  const other: unknown = runInNewContext(
    "Object.assign(new Error('no'), { name: 'OtaApiError', [symbol]: true })",
    { symbol },
  );
  expect(other).not.toBeInstanceOf(Error);
  expect([isOtaError(other), isOtaApiError(other), isOtaApiError(error)]).toEqual([true, true, true]);
  for (const none of [undefined, null, "OtaError", new Error("no"), { name: "OtaApiError" }])
    expect(isOtaError(none)).toBe(false);
});

describe("the bare client", () => {
  const { path } = operations.searchOtaJobs;
  const init = { params: { query: { action: "search", orgId: "o1" } }, body: { expression: "a" } } as const;

  test("gets a response that can be read in every way, more than once", async () => {
    const gateway = new Gateway();
    gateway.answers = [() => found("a")];
    const { response } = await createFetchClient(gateway.options()).POST(path, init);
    const text = await response.text();
    expect(JSON.parse(text)).toEqual(await response.json());
    expect(Buffer.from(await response.arrayBuffer()).toString()).toBe(text);
    expect(Buffer.from(await response.bytes()).toString()).toBe(text);
    expect(await (await response.blob()).text()).toBe(text);
    expect(await response.clone().text()).toBe(text);
    expect(await new Response(response.body).text()).toBe(text);
    expect(response).toMatchObject({ ok: true, status: 200 });
  });
});
