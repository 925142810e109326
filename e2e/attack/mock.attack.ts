import { connect } from "node:net";
import { createMockOta, generateJobs } from "@enos-ota/mock";
import { type MockServer, startMockServer } from "@enos-ota/mock/prism";
import { afterAll, beforeAll, expect, it } from "vitest";
import { cases } from "./scale.ts";

let server: MockServer;
beforeAll(async () => {
  server = await startMockServer({ jobs: generateJobs(100, { orgId: "o1" }) });
});
afterAll(() => server?.stop());

/** Sends bytes and returns the status of the answer; undefined when the connection was closed without one. */
function send(bytes: string): Promise<number | undefined> {
  const { port } = new URL(server.url);
  return new Promise((resolve) => {
    let text = "";
    const socket = connect(Number(port), "127.0.0.1", () => socket.end(bytes, "latin1"));
    socket.setTimeout(5_000, () => socket.destroy());
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
    });
    socket.on("error", () => {});
    socket.on("close", () => {
      const status = /^HTTP\/1\.[01] (\d{3})/.exec(text)?.[1];
      resolve(status === undefined ? undefined : Number(status));
    });
  });
}

const methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "post"];
const paths = [
  "/",
  "//",
  "///",
  "/connect-service/v2.1/ota-jobs",
  "//connect-service/v2.1/ota-jobs",
  "/connect-service/v2.1/ota-jobs?action=search&orgId=o1",
  "/connect-service/v2.1/ota-jobs?action=search&action=search",
  "/connect-service/v2.1/ota-jobs?%",
  "/apim-token-service/v2.0/token/get",
  "/apim-token-service/v2.0/token/refresh",
  "/__mock",
  "/__mock/requests",
  "/__mock/jobs",
  "/%00",
  "/..%2f..",
  "/\u00ff",
  "*",
  "http://example.com/",
  `/${"a".repeat(4_000)}`,
  "/favicon.ico",
];
const bodies = [
  "",
  "{}",
  "[]",
  "null",
  "{",
  '{"expression":1}',
  '{"expression":"status = \'started\'"}',
  '{"pagination":{"pageNo":0}}',
  "[".repeat(5_000) + "]".repeat(5_000),
  "x".repeat(100_000),
  '{"__proto__":{}}',
  `{"expression":"${"a".repeat(70_000)}"}`,
  "\u0000\u00ff",
  '{"a":{"toString":1}}',
];
const headers = [
  "",
  "content-type: application/json\r\n",
  "content-type: text/plain\r\n",
  "content-type: ;;;\r\n",
  "prefer: code=999\r\n",
  "prefer: example=nope, dynamic=true\r\n",
  "apim-accesstoken: \r\n",
  "x: \u00ff\r\n",
];

it("every request gets an answer below 500 but for documented ones, or a closed connection", async () => {
  const faults: string[] = [];
  const all = methods.flatMap((method) =>
    paths.flatMap((path) =>
      bodies.flatMap((body) => headers.map((header) => ({ method, path, body, header }))),
    ),
  );
  const step = Math.max(1, Math.floor(all.length / cases(3_000)));
  for (let index = 0; index < all.length; index += step) {
    const { method, path, body, header } = all[index] ?? { method: "GET", path: "/", body: "", header: "" };
    const status = await send(
      `${method} ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: close\r\n${header}content-length: ${Buffer.byteLength(body, "latin1")}\r\n\r\n${body}`,
    );
    if (status !== undefined && status >= 500)
      faults.push(`${status} for ${method} ${path.slice(0, 60)} ${header.trim()} ${body.slice(0, 40)}`);
  }
  expect(faults).toEqual([]);
  expect((await fetch(server.url)).status).toBeLessThan(500);
});

it("survives thousands of connections that say nothing or half a request", async () => {
  const { port } = new URL(server.url);
  for (let batch = 0; batch < cases(10); batch++) {
    const sockets = Array.from({ length: 200 }, (_, index) => {
      const socket = connect(Number(port), "127.0.0.1");
      socket.on("error", () => {});
      if (index % 2 === 0)
        socket.write(
          "POST /connect-service/v2.1/ota-jobs HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\nabc",
        );
      return socket;
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    for (const socket of sockets) socket.destroy();
  }
  expect((await fetch(server.url)).status).toBeLessThan(500);
});

it("keeps a bounded log of 40,000 searches and of large bodies", async () => {
  const mock = createMockOta({ jobs: generateJobs(20, { orgId: "o1" }), auth: false });
  const url = `${mock.baseUrl}/connect-service/v2.1/ota-jobs?action=search&orgId=o1`;
  const headers = { "content-type": "application/json" };
  for (let call = 0; call < cases(40_000); call++) {
    const response = await mock.fetch(url, { method: "POST", headers, body: "{}" });
    if (response.status !== 200) throw new Error(`status ${response.status}`);
    await response.arrayBuffer();
  }
  for (let call = 0; call < 100; call++)
    await mock.fetch(url, {
      method: "POST",
      headers,
      body: JSON.stringify({ expression: "x".repeat(900_000) }),
    });
  expect(mock.requests.length).toBeLessThanOrEqual(20_000);
  const held = mock.requests.reduce((bytes, request) => bytes + request.text.length, 0);
  expect(held).toBeLessThan(40 * 2 ** 20);
});
