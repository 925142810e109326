// What the fetch over undici is for: proxies, private certificate authorities, mocks. Over real servers on 127.0.0.1.
import { createServer, request as requestHttp } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { connect, type Socket } from "node:net";
import * as undici7 from "undici";
import * as undici8 from "undici-8";
import * as oldest from "undici-oldest";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { operations } from "../../src/generated/operations.ts";
import { createOtaClient, type FetchFunction, isOtaConnectionError } from "../../src/index.ts";
import { createAuthority } from "../support/certificates.ts";
import { found, rejection } from "../support/gateway.ts";
import { listen } from "../support/rawServer.ts";

/** A gateway that answers every search. */
async function startGateway(tls?: { key: string; cert: string }) {
  const body = await found("a").text();
  const answer = (_request: unknown, response: { end(text: string): unknown }) => response.end(body);
  const server = tls ? createTlsServer(tls, answer) : createServer(answer);
  return `${tls ? "https" : "http"}://127.0.0.1:${await listen(server)}`;
}

/** A proxy that tunnels (CONNECT) and forwards (a whole URL in the request line). */
async function startProxy() {
  const seen: { method: string | undefined; authorization: string | undefined }[] = [];
  const server = createServer((request, response) => {
    seen.push({ method: request.method, authorization: request.headers["proxy-authorization"] });
    const onward = requestHttp(request.url ?? "", {
      method: request.method ?? "GET",
      headers: request.headers,
    });
    onward.on("response", (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    request.pipe(onward);
  });
  server.on("connect", (request, client: Socket) => {
    seen.push({ method: "CONNECT", authorization: request.headers["proxy-authorization"] });
    const [host = "", port = ""] = (request.url ?? "").split(":");
    const onward = connect(Number(port), host, () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      onward.pipe(client).pipe(onward);
    });
    onward.on("error", () => client.destroy());
    client.on("error", () => onward.destroy());
  });
  return { url: `http://127.0.0.1:${await listen(server)}`, seen };
}

const search = (baseUrl: string, fetch: FetchFunction) =>
  createOtaClient({ baseUrl, orgId: "o1", auth: "none", fetch, maxRetries: 0 }).otaJobs.search();

/** What both versions of a MockAgent have; their full types exclude each other. */
interface Mocking {
  disableNetConnect(): void;
  get(origin: string): {
    intercept(request: { path: string; method: string }): { reply(status: number, body: string): unknown };
  };
  close(): Promise<void>;
}

const authority = createAuthority();

const versions: readonly [string, typeof oldest | typeof undici7 | typeof undici8, () => Mocking][] = [
  ["the oldest undici", oldest, () => new oldest.MockAgent()],
  ["undici 7", undici7, () => new undici7.MockAgent()],
  ["undici 8", undici8, () => new undici8.MockAgent()],
];

describe.each(versions)("with the dispatchers of %s", async (_, undici, createMockAgent) => {
  vi.resetModules();
  vi.doMock("undici", () => undici);
  const { createUndiciFetch } = await import("../../src/undici.ts");
  vi.doUnmock("undici");
  /** The fetch over a dispatcher that is closed after the test. Its types are those of version 7. */
  const over = (dispatcher: { close(): Promise<void> }) => {
    onTestFinished(() => dispatcher.close());
    return createUndiciFetch({ dispatcher: dispatcher as undici7.Dispatcher });
  };

  test("a private certificate authority is trusted when it is passed, and only then", async () => {
    const url = await startGateway(authority);
    const trusting = over(new undici.Agent({ connect: { ca: authority.ca } }));
    expect((await search(url, trusting)).totalSize).toBe(1);
    const error = await rejection(search(url, over(new undici.Agent())));
    expect(isOtaConnectionError(error)).toBe(true);
  });

  test("a ProxyAgent tunnels to an https server, with its credentials", async () => {
    const [url, proxy] = [await startGateway(authority), await startProxy()];
    const token = `Basic ${Buffer.from("me:secret").toString("base64")}`;
    const fetch = over(new undici.ProxyAgent({ uri: proxy.url, token, requestTls: { ca: authority.ca } }));
    expect((await search(url, fetch)).totalSize).toBe(1);
    expect(proxy.seen).toEqual([{ method: "CONNECT", authorization: token }]);
  });

  test("a ProxyAgent carries plain http", async () => {
    const [url, proxy] = [await startGateway(), await startProxy()];
    expect((await search(url, over(new undici.ProxyAgent(proxy.url)))).totalSize).toBe(1);
    expect(proxy.seen).toHaveLength(1);
  });

  test("an EnvHttpProxyAgent obeys HTTP_PROXY and NO_PROXY", async () => {
    const [url, proxy] = [await startGateway(), await startProxy()];
    const through = over(new undici.EnvHttpProxyAgent({ httpProxy: proxy.url, noProxy: "" }));
    expect((await search(url, through)).totalSize).toBe(1);
    expect(proxy.seen).toHaveLength(1);
    const past = over(new undici.EnvHttpProxyAgent({ httpProxy: proxy.url, noProxy: "127.0.0.1" }));
    expect((await search(url, past)).totalSize).toBe(1);
    expect(proxy.seen).toHaveLength(1);
  });

  test("a proxy that refuses is a connection error", async () => {
    const fetch = over(new undici.ProxyAgent("http://127.0.0.1:1"));
    expect(isOtaConnectionError(await rejection(search("https://gateway.example", fetch)))).toBe(true);
  });

  test("a MockAgent answers in place of a server", async () => {
    const agent = createMockAgent();
    agent.disableNetConnect();
    const pool = agent.get("https://gateway.example");
    pool
      .intercept({ path: `${operations.searchOtaJobs.path}?action=search&orgId=o1`, method: "POST" })
      .reply(200, await found("a", "b").text());
    const fetch = over(agent);
    expect((await search("https://gateway.example", fetch)).totalSize).toBe(2);
    expect(isOtaConnectionError(await rejection(search("https://gateway.example", fetch)))).toBe(true);
  });
});
