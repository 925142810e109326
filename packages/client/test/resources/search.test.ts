import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { sha256 } from "../../src/auth/sha256.ts";
import { sign } from "../../src/auth/sign.ts";
import { authHeaders } from "../../src/generated/authHeaders.ts";
import { operations } from "../../src/generated/operations.ts";
import { createOtaClient, isOtaApiError, isOtaConfigError } from "../../src/index.ts";
import { Gateway, rejection } from "../support/gateway.ts";

/** A server that records its requests and returns the given responses. */
async function serve(answer: (path: string) => object) {
  const seen: { url: string; headers: Record<string, unknown>; body: string }[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request.setEncoding("utf8")) body += part;
    seen.push({ url: request.url ?? "", headers: request.headers, body });
    response.setHeader("content-type", "application/json").end(JSON.stringify(answer(request.url ?? "")));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, seen, [Symbol.dispose]: () => void server.close() };
}

const token = { status: 0, msg: "SUCCESS", data: { accessToken: "t1", expire: 7200 } };

test("a search gets a token, signs the bytes it sends, and returns a page", async () => {
  using server = await serve((path) =>
    path.includes("/token/")
      ? token
      : {
          code: 0,
          msg: "OK",
          requestId: "r1",
          data: [{ jobId: "j1" }],
          pagination: { pageNo: 1, pageSize: 5, totalSize: 6 },
        },
  );
  const auth = { accessKey: "key", secretKey: "secret" };
  const enos = createOtaClient({ baseUrl: server.url, orgId: "o 1", auth });
  const page = await enos.otaJobs.search({
    expression: "name like '泵'",
    pagination: { pageNo: 1, pageSize: 5 },
  });
  expect(page).toMatchObject({ totalSize: 6, requestId: "r1", attempts: 1, hasNextPage: true });
  expect(page.jobs.map((job) => job.jobId)).toEqual(["j1"]);
  expect(await page.response.json()).toHaveProperty("requestId", "r1");
  // The body can be read again, with other methods too.
  expect(JSON.parse(await page.response.text())).toHaveProperty("requestId", "r1");
  expect(await new Response(page.response.body).json()).toHaveProperty("requestId", "r1");

  const [tokenCall, search] = server.seen;
  const { timestamp, encryption, appKey } = JSON.parse(tokenCall?.body ?? "");
  expect(appKey).toBe("key");
  expect(encryption).toBe(await sha256(`key${timestamp}secret`));
  expect(search?.body).toBe(`{"expression":"name like '泵'","pagination":{"pageNo":1,"pageSize":5}}`);
  expect(search?.url).toBe(`${operations.searchOtaJobs.path}?action=search&orgId=o%201`);
  expect(search?.headers[authHeaders.signature]).toBe(
    await sign({
      url: server.url + search?.url,
      body: search?.body,
      accessToken: "t1",
      secretKey: "secret",
      timestamp: String(search?.headers[authHeaders.timestamp]),
    }),
  );
  expect(server.seen).toHaveLength(2);
});

test("a business failure is thrown, whatever the HTTP status", async () => {
  using server = await serve((path) =>
    path.includes("/token/") ? token : { code: 99400, msg: "Invalid Argument", requestId: "r2", data: null },
  );
  const auth = { accessKey: "key", secretKey: "secret" };
  const search = createOtaClient({ baseUrl: server.url, orgId: "o1", auth }).otaJobs.search();
  const error = await search.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!isOtaApiError(error)) throw error;
  expect(error).toMatchObject({ code: 99400, codeName: "InvalidArgument", requestId: "r2", attempts: 1 });
});

test.each([
  ["baseUrl", "ENOS_BASE_URL", { orgId: "o1", auth: "none" }],
  ["baseUrl", "ENOS_BASE_URL", { baseUrl: "http://gateway.example", orgId: "o1", auth: "none" }],
  ["auth.secretKey", "ENOS_SECRET_KEY", { baseUrl: "https://gateway.example", orgId: "o1" }],
] as const)("a wrong or missing %s is an error that names it and %s", (option, variable, options) => {
  try {
    createOtaClient(options);
    expect.unreachable();
  } catch (error) {
    if (!isOtaConfigError(error)) throw error;
    expect(error).toMatchObject({ option, variable });
    expect(error.message).toContain(option);
    expect(error.message).toContain(variable);
  }
});

test("a client needs no orgId when each search names one", async () => {
  const gateway = new Gateway();
  const { otaJobs } = gateway.client({ orgId: undefined });
  await otaJobs.search({}, { orgId: "o2" });
  expect(gateway.searches[0]?.url).toMatch(/[?&]orgId=o2\b/);
  const error = await rejection(otaJobs.search());
  expect(error).toMatchObject({ name: "OtaConfigError", option: "orgId", variable: "ENOS_ORG_ID" });
  expect(gateway.searches).toHaveLength(1);
});
