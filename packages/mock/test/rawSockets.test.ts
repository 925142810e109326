import { connect } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { authHeaders } from "../src/generated/authHeaders.ts";
import { generateJobs } from "../src/index.ts";
import { type MockServer, startMockServer } from "../src/prism.ts";
import { pathOf } from "./facts.ts";

let server: MockServer;
beforeAll(async () => {
  server = await startMockServer({ jobs: generateJobs(10), auth: false });
});
afterAll(() => server.stop());

interface RawAnswer {
  readonly status: number;
  readonly headers: string;
  readonly body: string;
}

/** Sends bytes and reads the whole response until the connection ends. */
function send(head: string, body: Uint8Array = new Uint8Array()): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1", () => {
      socket.write(head, "latin1");
      socket.write(body);
    });
    socket.setTimeout(10_000, () => socket.destroy(new Error(`no answer to ${JSON.stringify(head)}`)));
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.once("error", reject);
    socket.once("close", () => {
      const text = Buffer.concat(chunks)
        .toString("utf8")
        .replace(/^HTTP\/1\.1 100 .*?\r\n\r\n/s, "");
      const [headers = "", ...rest] = text.split("\r\n\r\n");
      resolve({ status: Number(headers.split(" ")[1]), headers, body: rest.join("\r\n\r\n") });
    });
  });
}

const path = pathOf("searchOtaJobs");
const target = fc.oneof(
  fc.constantFrom(
    "/",
    "//",
    "///",
    "*",
    "/%",
    "/..",
    "?",
    "/?",
    `${path}?`,
    `/${path}`,
    `http://evil.example${path}`,
  ),
  fc
    .constantFrom("search", "%", "", "é")
    .map((action) => `${path}?action=${encodeURIComponent(action)}&orgId=o1`),
  fc.webPath().map((random) => random || "/"),
  fc.webQueryParameters().map((query) => `${path}?action=search&orgId=o1&${query}`),
  fc.constantFrom("requests", "jobs", "job", "nope", "").map((name) => `/__mock/${name}`),
);
const method = fc.constantFrom(
  "POST",
  "GET",
  "PUT",
  "DELETE",
  "PATCH",
  "OPTIONS",
  "TRACE",
  "PROPFIND",
  "CONNECT",
);
const header = fc.oneof(
  fc.constantFrom("content-type: application/json", "content-type: text/plain", "content-type: ;", ""),
  fc.constantFrom("prefer: code=999", "prefer: example=nope", "expect: 100-continue", "expect: nonsense"),
  fc.constantFrom(
    `${authHeaders.accessToken}: x`,
    "origin: null",
    "x-enos-ota-mock: 1",
    "upgrade: h2c\r\nconnection: upgrade",
  ),
  fc.string({ maxLength: 20 }).map((value) => `x-any: ${value.replace(/[^\x20-\x7e]/g, "")}`),
);
const body = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  fc.json().map((text) => new TextEncoder().encode(text)),
  fc.constantFrom("[", "{", '{"a":').map((open) => new TextEncoder().encode(open.repeat(3000))),
  fc.constant(new TextEncoder().encode("{}")),
);

describe("over a raw socket", () => {
  test("every request is answered as the contract says, and never with an internal error of the mock", async () => {
    await fc.assert(
      fc.asyncProperty(
        method,
        target,
        fc.array(header, { maxLength: 3 }),
        body,
        async (verb, at, more, bytes) => {
          const lines = [`${verb} ${at} HTTP/1.1`, "host: 127.0.0.1", ...more.filter(Boolean)];
          const head = `${lines.join("\r\n")}\r\ncontent-length: ${bytes.length}\r\nconnection: close\r\n\r\n`;
          const answer = await send(head, bytes);
          expect([200, 204, 400, 403, 404, 405, 413]).toContain(answer.status);
          if (answer.status === 204) return;
          expect(answer.headers).toMatch(/content-type: application\/json/i);
          const read = JSON.parse(answer.body);
          if (answer.status !== 200) expect(read.message).toBeTypeOf("string");
        },
      ),
      { numRuns: 150 },
    );
  });

  test.each([
    ["no HTTP at all", "nonsense\r\n\r\n", 400],
    ["a method of no HTTP", "F00 / HTTP/1.1\r\nhost: x\r\n\r\n", 400],
    ["headers without a host", "POST / HTTP/1.1\r\nconnection: close\r\n\r\n", 404],
    ["two lengths", "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n", 400],
    ["a header that is too long", `GET / HTTP/1.1\r\nhost: x\r\nx: ${"y".repeat(100_000)}\r\n\r\n`, 431],
    ["a tunnel", "CONNECT evil.example:443 HTTP/1.1\r\nhost: evil.example:443\r\n\r\n", 405],
    [
      "an expectation that it cannot meet",
      "POST / HTTP/1.1\r\nhost: x\r\nexpect: x\r\nconnection: close\r\n\r\n",
      404,
    ],
  ])("answers %s with JSON", async (_name, head, status) => {
    const answer = await send(head);
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.body).message).toBeTypeOf("string");
  });

  test("treats a path that begins with two slashes as a path, not as a host", async () => {
    const answer = await send(`POST /${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`);
    expect(answer.status).toBe(404);
    expect(JSON.parse(answer.body).message).toContain(`There is no /${path};`);
  });

  test("lists requests of every kind through the control API", async () => {
    const response = await fetch(`${server.url}/__mock/requests`, { headers: { "x-enos-ota-mock": "1" } });
    expect(response.status).toBe(200);
    expect((await response.json()).length).toBeGreaterThan(50);
  });
});
