import type { ServerResponse } from "node:http";
import { describe, expect, test, vi } from "vitest";
import { operations } from "../../src/generated/operations.ts";
import {
  createOtaClient,
  errorCodes,
  isOtaError,
  type OtaClientOptions,
  type OtaError,
  OtaTimeoutError,
} from "../../src/index.ts";
import { failingServer } from "../support/failingServer.ts";
import { failure, found, Gateway, json, rejection } from "../support/gateway.ts";

const base: OtaClientOptions = { orgId: "o1", auth: "none", maxRetries: 0 };

async function failed(options: OtaClientOptions): Promise<OtaError> {
  const error = await rejection(createOtaClient({ ...base, ...options }).otaJobs.search());
  if (!isOtaError(error)) throw error;
  return error;
}

async function failedAt(answer: (response: ServerResponse) => void, options: OtaClientOptions = {}) {
  await using server = await failingServer((_, response) => answer(response));
  return await failed({ baseUrl: server.url, ...options });
}

describe("no complete answer", () => {
  test("a name that does not exist", async () => {
    const error = await failed({ baseUrl: "https://gateway.invalid" });
    expect(error).toMatchObject({ name: "OtaConnectionError", attempts: 1, retryable: true });
    expect(error.message).toMatch(
      /^No complete answer from gateway\.invalid: getaddrinfo (ENOTFOUND|EAI_AGAIN) /,
    );
    expect(error.cause).toBeInstanceOf(Error);
  });

  test("a port on which no server listens", async () => {
    const server = await failingServer(() => {});
    await server[Symbol.asyncDispose]();
    const error = await failed({ baseUrl: server.url });
    expect(error).toMatchObject({ name: "OtaConnectionError", attempts: 1, retryable: true });
    expect(error.message).toContain("ECONNREFUSED");
  });

  test("a connection reset before the headers", async () => {
    const error = await failedAt((response) => response.socket?.resetAndDestroy());
    expect(error).toMatchObject({ name: "OtaConnectionError", retryable: true });
    expect(error.message).toMatch(/ECONNRESET|other side closed/);
  });

  test("a connection reset after the headers", async () => {
    const error = await failedAt((response) => {
      response.writeHead(200, { "content-type": "application/json", "content-length": 1000 });
      response.write('{"code":0,');
      setTimeout(() => response.socket?.destroy(), 20);
    });
    expect(error).toMatchObject({ name: "OtaConnectionError", attempts: 1, retryable: true });
  });
});

describe("an answer that is not what the API documents", () => {
  const text =
    (body: string, type = "application/json", status = 200) =>
    (response: ServerResponse) =>
      void response.writeHead(status, { "content-type": type }).end(body);

  test.each([
    ["truncated JSON", '{"code":0,"data":[', "application/json"],
    ["a page of HTML", "<html>Sign in</html>", "text/html"],
    ["XML", "<code>0</code>", "application/xml"],
    ["nothing", "", "application/json"],
    ["a bare value", "42", "application/json"],
  ])("%s with status 200", async (_, body, type) => {
    const error = await failedAt(text(body, type));
    expect(error).toMatchObject({
      name: "OtaParseError",
      status: 200,
      contentType: type,
      snippet: body,
      attempts: 1,
      retryable: false,
    });
    expect(error.message).toBe(
      `The answer (HTTP 200, ${type}) is not what the API documents: it is not a JSON object.`,
    );
  });

  test("JSON without a code", async () => {
    const error = await failedAt(text('{"data":[]}'));
    expect(error).toMatchObject({ name: "OtaParseError" });
    expect(error.message).toContain("it has no code");
  });

  test.each(['{"code":0,"data":{}}', '{"code":0,"data":[{"name":"x"}]}', '{"code":0,"data":[null]}'])(
    "data that is no list of jobs: %s",
    async (body) => {
      expect(await failedAt(text(body))).toMatchObject({ name: "OtaParseError", status: 200 });
    },
  );

  test("a body beyond the size limit, compressed or not", async () => {
    const error = await failedAt(text(`{"code":0,"x":"${"y".repeat(5000)}"}`), { maxResponseBytes: 1000 });
    expect(error).toMatchObject({ name: "OtaParseError", status: 200, retryable: false });
    expect(error.message).toBe(
      "The answer is larger than 1000 bytes (option maxResponseBytes). " +
        "Ask for smaller pages, or raise the option.",
    );
  });

  test("JSON with a wrong content type is accepted", async () => {
    await using server = await failingServer((_, response) =>
      text('{"code":0,"data":[]}', "text/plain")(response),
    );
    const page = await createOtaClient({ ...base, baseUrl: server.url }).otaJobs.search();
    expect(page.jobs).toEqual([]);
  });

  test.each([301, 302, 307, 308])(
    "a redirect (%d) is refused, for the token would travel with it",
    async (status) => {
      const error = await failedAt((response) =>
        response.writeHead(status, { location: "https://elsewhere.example/" }).end(),
      );
      expect(error).toMatchObject({ name: "OtaHttpError", status, attempts: 1, retryable: false });
      expect(error.message).toContain("Check baseUrl");
    },
  );
});

describe("the gateway's answers", () => {
  const statuses = [400, 401, 403, 413, 429, 500, 503];

  test.each(statuses)("%d with JSON", async (status) => {
    const error = await failed({
      baseUrl: "https://g.example",
      fetch: async () =>
        json({ message: "API rate limit exceeded" }, { status, headers: { "x-request-id": "q1" } }),
    });
    expect(error).toMatchObject({
      name: "OtaHttpError",
      status,
      requestId: "q1",
      retryable: [429, 500, 503].includes(status),
    });
    expect(error.message).toContain(`The gateway answered ${status}: API rate limit exceeded.`);
    expect(error.message).toContain("(request q1)");
  });

  test.each(statuses)("%d without a body", async (status) => {
    const error = await failed({
      baseUrl: "https://g.example",
      fetch: async () => new Response(null, { status }),
    });
    expect(error).toMatchObject({ name: "OtaHttpError", status, requestId: undefined });
    expect(error.message).toContain(`The gateway answered ${status}.`);
  });

  test("problem+json of a stricter gateway is the gateway's answer, not the API's", async () => {
    const error = await failed({
      baseUrl: "https://g.example",
      fetch: async () => json({ title: "Bad", status: 422, detail: "orgid" }, { status: 422 }),
    });
    expect(error).toMatchObject({ name: "OtaHttpError", status: 422 });
  });
});

describe("the API's codes", () => {
  test.each(Object.entries(errorCodes))("%s", async (code, { name, retryable }) => {
    for (const status of [200, 400]) {
      const error = await failed({
        baseUrl: "https://g.example",
        fetch: async () =>
          json({ code: Number(code), msg: "why not", requestId: "q2", data: null }, { status }),
      });
      expect(error).toMatchObject({
        name: "OtaApiError",
        code: Number(code),
        codeName: name,
        requestId: "q2",
        status,
        retryable,
      });
      expect(error.message).toContain(`EnOS answered ${code} ${name}: why not.`);
    }
  });

  test.each([
    ["why not", "why not. ("],
    ["why not. ", "why not. ("],
    ['Did you mean "status"?', 'Did you mean "status"? ('],
    ["stop!", "stop! ("],
    ["参数错误。", "参数错误。 ("],
    ["", "99400 InvalidArgument. ("],
  ])("ends what the server says, %j, with one punctuation mark", async (msg, end) => {
    const fetch = async () => json({ code: 99400, msg, requestId: "q2", data: null });
    const error = await failed({ baseUrl: "https://g.example", fetch });
    expect(error.message).toContain(end);
  });

  test("an unknown code is a failure too; its HTTP status decides whether it is retried", async () => {
    const fetch = async () => json({ code: "77777", msg: "new" }, { status: 503 });
    const error = await failed({ baseUrl: "https://g.example", fetch });
    expect(error).toMatchObject({ name: "OtaApiError", code: 77777, codeName: undefined, retryable: true });
  });
});

describe("invalid client options are rejected", () => {
  test.each<[OtaClientOptions, string]>([
    [{ timeoutMs: 0 }, "timeoutMs"],
    [{ headers: { "no name": "x" } }, "headers"],
    [{ maxRetries: -1 }, "maxRetries"],
    [{ totalTimeoutMs: Number.NaN }, "totalTimeoutMs"],
    [{ baseUrl: "gateway.example" }, "baseUrl"],
    [{ baseUrl: "ftp://gateway.example" }, "baseUrl"],
    [{ baseUrl: "https://user:pass@gateway.example" }, "baseUrl"],
    [{ baseUrl: "https://gateway.example?x=1" }, "baseUrl"],
    [{ baseUrl: "http://127.0.0.1.example" }, "baseUrl"],
    [{ orgId: "" }, "orgId"],
    [{ auth: { accessKey: "", secretKey: "s" } }, "auth.accessKey"],
    [{ auth: { accessKey: "a", secretKey: "" } }, "auth.secretKey"],
    [{ auth: { accessToken: "", secretKey: "s" } }, "auth.accessToken"],
  ])("client options %j", (options, option) => {
    const gateway = new Gateway();
    expect(() => gateway.client(options)).toThrow(
      expect.objectContaining({ name: "OtaConfigError", option }),
    );
  });

  test.each(["http://localhost:1", "http://127.0.0.1:1", "http://[::1]:1", "http://mock.localhost"])(
    "plain http is fine on this machine: %s",
    (baseUrl) => {
      expect(new Gateway().client({ baseUrl }).otaJobs).toBeDefined();
    },
  );

  test("plain http to EnOS Edge needs allowInsecure; a path and a slash at the end are fine", async () => {
    const gateway = new Gateway();
    await gateway.client({ baseUrl: "http://edge.example/gw/", allowInsecure: true }).otaJobs.search();
    expect(gateway.searches[0]?.url).toContain(`http://edge.example/gw${operations.searchOtaJobs.path}?`);
  });

  test("a secret key in a browser is refused, a signer is not", () => {
    const gateway = new Gateway();
    vi.stubGlobal("document", {});
    vi.stubGlobal("process", { env: {} });
    try {
      expect(() => gateway.client()).toThrow(
        expect.objectContaining({
          option: "dangerouslyAllowBrowser",
          message:
            "A secret key in a browser can be read by every visitor: let a server sign (auth: { sign }), or set " +
            "dangerouslyAllowBrowser.",
        }),
      );
      expect(() => gateway.client({ dangerouslyAllowBrowser: true })).not.toThrow();
      expect(() => gateway.client({ auth: { sign: () => ({}) } })).not.toThrow();
      expect(() => gateway.client({ auth: "none" })).not.toThrow();
    } finally {
      vi.unstubAllGlobals();
    }
  });

  test("a document in Node, as jsdom creates it, does not count as a browser", () => {
    vi.stubGlobal("document", {});
    try {
      expect(() => new Gateway().client()).not.toThrow();
    } finally {
      vi.unstubAllGlobals();
    }
  });
});

test("success after failures counts its attempts", async () => {
  const gateway = new Gateway();
  gateway.answers = [() => failure(99500), () => found("a")];
  expect((await gateway.client().otaJobs.search()).attempts).toBe(2);
});

test("a number that a fetch throws is shown as the reason", async () => {
  const fetch = () => Promise.reject(42);
  const error = await rejection(
    new Gateway().client({ fetch, auth: "none", maxRetries: 0 }).otaJobs.search(),
  );
  expect(error).toMatchObject({
    name: "OtaConnectionError",
    message: "No complete answer from gateway.example: 42.",
  });
});

test("a time-out names the option that sets its deadline", () => {
  expect(new OtaTimeoutError("attempt", 5).message).toBe(
    "The request (option timeoutMs) took longer than 5 ms.",
  );
  expect(new OtaTimeoutError("total", 5).message).toBe(
    "The call with its retries (option totalTimeoutMs) took longer than 5 ms.",
  );
});
