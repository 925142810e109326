// The transport over node:http, held against the built-in fetch: one table, both must pass.
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { webCryptoSha256 as webCryptoHash } from "../src/auth/sha256.ts";
import { createOtaClient, OtaConnectionError, OtaHttpError, OtaParseError } from "../src/index.ts";
import { createNodeFetch, sha256 } from "../src/node.ts";
import { found, Gateway } from "./support/gateway.ts";

type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;

/** A server on 127.0.0.1 for one test; gives its URL and how many connections were opened. */
async function serve(handler: Handler) {
  const server = createServer((request, response) => void handler(request, response));
  const seen = { connections: 0 };
  server.on("connection", () => seen.connections++);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

const builtIn = (url: string | URL, init?: RequestInit) => fetch(url, { redirect: "manual", ...init });

describe.each([
  ["the built-in fetch", builtIn],
  ["the fetch over node:http", createNodeFetch()],
])("%s", (_, send) => {
  it("sends method, headers and the very bytes of the body, with their length", async () => {
    const { url } = await serve(async (request, response) => {
      const { method, url: path, headers } = request;
      const { "content-length": length, "x-a": a } = headers;
      response.end(JSON.stringify({ method, path, length, a, body: await text(request) }));
    });
    const init = { method: "POST", headers: new Headers({ "x-a": "1" }), body: "泵 ü" };
    expect(await (await send(`${url}/p?q=%E6%B3%B5`, init)).json()).toEqual({
      method: "POST",
      path: "/p?q=%E6%B3%B5",
      length: "6",
      a: "1",
      body: "泵 ü",
    });
    const bytes = { method: "POST", body: new TextEncoder().encode("bytes") };
    expect(await (await send(url, bytes)).json()).toMatchObject({ body: "bytes", length: "5" });
  });

  it("gives status, its text, and headers, those that come twice joined", async () => {
    const { url } = await serve((_request, response) => {
      response.writeHead(418, "Teapot", [
        ["x-a", "1"],
        ["x-a", "2"],
      ]);
      response.end("short and stout");
    });
    const response = await send(url);
    const { status, statusText, ok } = response;
    expect({ status, statusText, ok }).toEqual({ status: 418, statusText: "Teapot", ok: false });
    expect(response.headers.get("x-a")).toBe("1, 2");
    expect(await response.clone().text()).toBe("short and stout");
    expect(await response.text()).toBe("short and stout");
  });

  it.each([
    ["gzip", gzipSync],
    ["deflate", deflateSync],
    ["br", brotliCompressSync],
  ])("asks for compressed answers, and decompresses %s", async (coding, compress) => {
    const { url } = await serve(({ headers }, response) => {
      response.setHeader("content-encoding", coding);
      response.end(compress(`accepts ${headers["accept-encoding"]}`));
    });
    expect(await (await send(url)).text()).toMatch(/^accepts gzip, deflate/);
  });

  it("has no body for a 204", async () => {
    const { url } = await serve((_request, response) => response.writeHead(204).end());
    const response = await send(url);
    expect(response.body).toBeNull();
    expect(await response.text()).toBe("");
  });

  it("follows no redirect", async () => {
    const { url, seen } = await serve((_request, response) =>
      response.writeHead(302, { location: "/elsewhere" }).end(),
    );
    const response = await send(url);
    expect(response.status === 302 || response.type === "opaqueredirect").toBe(true);
    await response.body?.cancel();
    expect(seen.connections).toBe(1);
  });

  it("hands on a long body piece by piece, and does not run ahead of a reader who stops", async () => {
    const piece = Buffer.alloc(2 ** 20, "x");
    let written = 0;
    const { url } = await serve(async (_request, response) => {
      for (let i = 0; i < 64 && !response.destroyed; i++) {
        if (!response.write(piece)) await Promise.race([once(response, "drain"), once(response, "close")]);
        written++;
      }
      response.end();
    });
    const reader = (await send(url)).body?.getReader();
    let bytes = 0;
    while (bytes < 2 ** 20) bytes += (await reader?.read())?.value?.byteLength ?? Number.NaN;
    await new Promise((done) => setTimeout(done, 100));
    // What the kernel buffers is its own affair, but 64 MiB is more than that.
    expect(written).toBeLessThan(48);
    await reader?.cancel();
  });

  it("uses connections again", async () => {
    const { url, seen } = await serve((_request, response) => response.end("{}"));
    for (let call = 0; call < 5; call++) await (await send(url)).text();
    // The built-in one may call again before it has noticed that its connection is free.
    expect(seen.connections).toBeLessThanOrEqual(2);
  });

  it("fails with the signal's reason: before it is sent, while it waits, and within the body", async () => {
    const { url } = await serve((request, response) => {
      if (request.url === "/body") response.write("begun");
    });
    const reason = new Error("enough");
    await expect(send(url, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);

    const waiting = new AbortController();
    setTimeout(() => waiting.abort(reason), 20);
    await expect(send(url, { signal: waiting.signal })).rejects.toBe(reason);

    const reading = new AbortController();
    const response = await send(`${url}/body`, { signal: reading.signal });
    setTimeout(() => reading.abort(reason), 20);
    await expect(response.text()).rejects.toBe(reason);
  });

  it("fails with a TypeError when nobody listens, and when the answer ends early", async () => {
    await expect(send("http://127.0.0.1:1")).rejects.toThrow(TypeError);
    const { url } = await serve((request, response) => {
      if (request.url === "/early") return request.socket.destroy();
      response.writeHead(200, { "content-length": 100 }).write("begun", () => response.destroy());
    });
    await expect(send(`${url}/early`)).rejects.toThrow(TypeError);
    const response = await send(url);
    await expect(response.text()).rejects.toThrow(TypeError);
  });

  it("fails with a TypeError when a compressed body is broken", async () => {
    const { url } = await serve((_request, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end("no gzip"),
    );
    const response = await send(url);
    await expect(response.text()).rejects.toThrow(TypeError);
  });

  it("carries the client: an answer, a repeat, a redirect refused, an answer too long, a lost server", async () => {
    let call = 0;
    const { url } = await serve(async (request, response) => {
      await text(request);
      call++;
      if (request.url?.includes("orgId=moved")) return response.writeHead(301, { location: "/" }).end();
      if (request.url?.includes("orgId=lost")) return request.socket.destroy();
      if (call === 1) return response.writeHead(503, { "retry-after": "0" }).end();
      response.end(await found().text());
    });
    const options = { baseUrl: url, auth: "none" as const, fetch: send, maxRetries: 1 };
    const page = await createOtaClient({ ...options, orgId: "o1" }).otaJobs.search();
    expect(page.attempts).toBe(2);
    const failure = (orgId: string, more = {}) =>
      createOtaClient({ ...options, ...more, orgId })
        .otaJobs.search()
        .catch((error: unknown) => error);
    expect(await failure("moved")).toBeInstanceOf(OtaHttpError);
    expect(await failure("o1", { maxResponseBytes: 10 })).toBeInstanceOf(OtaParseError);
    expect(await failure("lost", { maxRetries: 0 })).toBeInstanceOf(OtaConnectionError);
  });
});

describe("the fetch over node:http", () => {
  it("refuses bodies that it cannot send", async () => {
    const send = createNodeFetch();
    await expect(send("http://127.0.0.1:1", { method: "POST", body: new FormData() })).rejects.toThrow(
      "texts and Uint8Arrays only",
    );
  });

  it("refuses what is no http URL", async () => {
    const send = createNodeFetch();
    await expect(send("ftp://127.0.0.1/")).rejects.toThrow(TypeError);
  });
});

describe("the hash of Node", () => {
  it("is that of WebCrypto for every text", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), async (text) => {
        expect(sha256(text)).toBe(await webCryptoHash(text));
      }),
    );
  });

  it("takes the place of WebCrypto in every signature, the token's included", async () => {
    const hashed: string[] = [];
    const gateway = new Gateway();
    const enos = gateway.client({
      sha256: (text) => {
        hashed.push(text);
        return sha256(text);
      },
    });
    await enos.otaJobs.search();
    expect(hashed).toHaveLength(2);
    const [search] = gateway.searches;
    expect(search?.headers.get("apim-signature")).toBe(await webCryptoHash(hashed[1] ?? ""));
    const [token] = gateway.tokenCalls;
    expect(JSON.parse(token?.body ?? "").encryption).toBe(await webCryptoHash(hashed[0] ?? ""));
  });
});
