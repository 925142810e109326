// The fetch over undici, compared with the built-in fetch: one table that all must pass, for both ends of the
// peer range of undici and the newest of its older major.
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, it, vi } from "vitest";
import { createOtaClient, OtaConnectionError, OtaHttpError, OtaParseError } from "../../src/index.ts";
import { found } from "../support/gateway.ts";
import { listen, rawServer } from "../support/rawServer.ts";

type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;

async function serve(handler: Handler) {
  const server = createServer((request, response) => void handler(request, response));
  const seen = { connections: 0 };
  server.on("connection", () => seen.connections++);
  return { url: `http://127.0.0.1:${await listen(server)}`, seen };
}

/** The fetch over one version of undici. */
async function over(undici: object) {
  vi.resetModules();
  vi.doMock("undici", () => undici);
  const { createUndiciFetch } = await import("../../src/undici.ts");
  vi.doUnmock("undici");
  return createUndiciFetch();
}

const builtIn = (url: string | URL, init?: RequestInit) => fetch(url, { redirect: "manual", ...init });

describe.each([
  ["the built-in fetch", builtIn],
  ["the fetch over the oldest undici", await over(await import("undici-oldest"))],
  ["the fetch over undici 7", await over(await import("undici"))],
  ["the fetch over undici 8", await over(await import("undici-8"))],
])("%s", (_, send) => {
  it("sends method, headers and exactly the bytes of the body, with their length", async () => {
    const { url } = await serve(async (request, response) => {
      const { method, url: path, headers } = request;
      const { "content-length": length, "x-a": a } = headers;
      response.end(JSON.stringify({ method, path, length, a, body: await text(request) }));
    });
    const init = { method: "POST", headers: { "x-a": "1" }, body: "泵 ü" };
    expect(await (await send(`${url}/p?q=%E6%B3%B5`, init)).json()).toEqual({
      method: "POST",
      path: "/p?q=%E6%B3%B5",
      length: "6",
      a: "1",
      body: "泵 ü",
    });
  });

  it("returns status and headers, those that come twice joined, and a body that can be cloned", async () => {
    const { url } = await serve((_request, response) => {
      response.writeHead(
        418,
        [
          ["x-a", "1"],
          ["x-a", "2"],
        ].flat(),
      );
      response.end("short and stout");
    });
    const response = await send(url);
    expect({ status: response.status, ok: response.ok }).toEqual({ status: 418, ok: false });
    expect(response.headers.get("x-a")).toBe("1, 2");
    expect(await response.clone().text()).toBe("short and stout");
    expect(await response.text()).toBe("short and stout");
  });

  const plain = "a body that is long enough to be worth its compression. ".repeat(50);
  it.each([
    ["gzip", gzipSync(plain)],
    ["x-gzip", gzipSync(plain)],
    ["GZIP", gzipSync(plain)],
    ["gzip", gzipSync(plain).subarray(0, -8)],
    ["deflate", deflateSync(plain)],
    ["deflate", deflateRawSync(plain)],
    ["br", brotliCompressSync(plain)],
    ["gzip, br", brotliCompressSync(gzipSync(plain))],
    ["deflate, gzip", gzipSync(deflateRawSync(plain))],
    ["identity", Buffer.from(plain)],
    ["of-its-own", Buffer.from(plain)],
  ])("reads the coding %s (case %#)", async (coding, bytes) => {
    const { url } = await serve((_request, response) => {
      // In pieces, as a slow network delivers it.
      response.setHeader("content-encoding", coding).write(bytes.subarray(0, 1));
      setTimeout(() => response.end(bytes.subarray(1)), 5);
    });
    expect(await (await send(url)).text()).toBe(plain);
  });

  it.each(["gzip", "deflate", "br", "gzip, br"])("reads an empty body with the coding %s", async (coding) => {
    const { url } = await serve((_request, response) => {
      response.writeHead(401, { "content-encoding": coding }).end();
    });
    const response = await send(url);
    expect([response.status, await response.text()]).toEqual([401, ""]);
  });

  it("asks for compressed answers", async () => {
    const { url } = await serve(({ headers }, response) => response.end(headers["accept-encoding"]));
    expect(await (await send(url)).text()).toMatch(/^gzip, deflate/);
  });

  it.each([204, 205, 304])("returns no body for the status %d", async (status) => {
    const { url } = await serve((_request, response) => response.writeHead(status).end());
    const response = await send(url);
    expect(await response.text()).toBe("");
    expect(response.body).toBeNull();
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

  it("does not run ahead of a reader who stops", async () => {
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

  it.each(["gzip", "deflate", "br"])(
    "fails with a TypeError when a body with the coding %s is broken",
    async (coding) => {
      const { url } = await serve((_request, response) =>
        response.writeHead(200, { "content-encoding": coding }).end("x no such coding ".repeat(20)),
      );
      const response = await send(url);
      await expect(response.text()).rejects.toThrow(TypeError);
    },
  );

  it("is quiet when a body is cancelled that has arrived in part", async () => {
    const { url } = await serve((request, response) => {
      if (request.url === "/gzip") response.setHeader("content-encoding", "gzip");
      response.write(request.url === "/gzip" ? gzipSync(plain).subarray(0, 40) : "begun");
      setTimeout(() => response.write("more"), 5);
    });
    const ends = Array.from({ length: 40 }, async (_call, index) => {
      const response = await send(`${url}/${index % 2 ? "gzip" : ""}`);
      const reader = response.body?.getReader();
      if (index % 4 < 2) await reader?.read();
      await reader?.cancel();
    });
    expect(await Promise.allSettled(ends)).not.toContainEqual(
      expect.objectContaining({ status: "rejected" }),
    );
    // An uncaught error of a stream would fail this test by now.
    await new Promise((done) => setTimeout(done, 50));
  });

  it.each([
    ["101", "HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n"],
    ["999", "HTTP/1.1 999 Odd\r\ncontent-length: 2\r\n\r\nok"],
    ["none", "echo\r\n\r\n"],
  ])("settles when the server answers with the status %s", async (_status, bytes) => {
    const url = await rawServer((socket) => socket.write(bytes));
    const settled = await Promise.race([
      send(url, { method: "POST", body: "{}" }).then(
        (response) => response.status,
        (error: unknown) => error,
      ),
      new Promise((done) => setTimeout(done, 5_000, "still waiting")),
    ]);
    expect(settled).not.toBe("still waiting");
  });

  it("survives a server that closes its connections after each answer without saying so", async () => {
    const url = await rawServer((socket) => {
      socket.write("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}");
      setTimeout(() => socket.destroy(), Math.random() * 3);
    });
    let lost = 0;
    for (let call = 0; call < 40; call++) {
      // A request on a connection that is just being closed fails; the client repeats it.
      await send(url, { method: "POST", body: "{}" }).then(
        (response) => response.text().catch(() => lost++),
        (error: unknown) => {
          expect(error).toBeInstanceOf(TypeError);
          lost++;
        },
      );
    }
    expect(lost).toBeLessThan(40);
  });

  it("carries the client: an answer, a retry, a redirect refused, an answer too long, a lost server", async () => {
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

  it("warns of no leak when many calls share a signal", async () => {
    const warnings: unknown[] = [];
    const warn = (warning: unknown) => warnings.push(warning);
    process.on("warning", warn);
    const { url } = await serve((_request, response) => setTimeout(() => response.end("{}"), 20));
    const { signal } = new AbortController();
    // The built-in fetch warns by itself on older versions of Node.
    const count = send === builtIn ? 5 : 60;
    await Promise.all(Array.from({ length: count }, async () => (await send(url, { signal })).text()));
    await new Promise((done) => setTimeout(done, 10));
    process.off("warning", warn);
    expect(warnings).toEqual([]);
  });
});

describe("the fetch over undici", () => {
  it("refuses bodies that it cannot send, and what is no http URL", async () => {
    const { createUndiciFetch } = await import("../../src/undici.ts");
    const send = createUndiciFetch();
    const init: object = { method: "POST", body: new FormData() };
    await expect(send("http://127.0.0.1:1", init)).rejects.toThrow("texts and Uint8Arrays only");
    await expect(send("ftp://127.0.0.1/")).rejects.toThrow(TypeError);
  });
});
