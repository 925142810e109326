import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { generateJobs } from "@enos-ota/mock";
import { type MockServer, startMockServer } from "@enos-ota/mock/prism";
import { afterAll, beforeAll, expect } from "vitest";
import { bundle } from "./bundles.ts";
import { launchChromium } from "./chromium.ts";
import { inRuntime } from "./runtime.ts";
import { eventually, serveWorker } from "./workerd.ts";

const expected = {
  signature: "f97763f5aa761f9fa12cba064a2eac2350f9e5931a337c12d4de3605405c0354",
  page: [50, 120, true, 1],
  iterated: 120,
  aborted: true,
  refused: [99400, "InvalidArgument"],
  unreachable: "OtaConnectionError",
  bare: 0,
};

let server: MockServer;
let folder: string;
let program: string;

beforeAll(async () => {
  const auth = { accessKey: "yourAccessKey", secretKey: "yourSecretKey" };
  server = await startMockServer({ jobs: generateJobs(120, { seed: 1, orgId: "yourOrgId" }), auth });
  folder = await mkdtemp(join(tmpdir(), "enos-ota-"));
  program = join(folder, "program.mjs");
  await writeFile(program, await bundle("program.ts"));
});

afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

async function report(command: string, ...options: string[]): Promise<unknown> {
  const { stdout } = await promisify(execFile)(command, [...options, program, server.url], { cwd: folder });
  return JSON.parse(stdout);
}

for (const version of [20, 22, 24, 26] as const) {
  inRuntime(`Node ${version}`, async (node) => {
    expect(await report(node)).toEqual(expected);
  });
}

inRuntime("Bun", async (bun) => {
  expect(await report(bun)).toEqual(expected);
});

inRuntime("Deno", async (deno) => {
  // No more than it needs: the network, not the environment.
  const options = ["run", "--no-prompt", "--no-config", "--allow-net=127.0.0.1"];
  expect(await report(deno, ...options)).toEqual(expected);
});

inRuntime("workerd", async (workerd) => {
  const script = await bundle("worker.ts");
  await using worker = await serveWorker(workerd, folder, script, { compatibilityDate: "2025-01-01" });
  const url = `${worker.url}?baseUrl=${encodeURIComponent(server.url)}`;
  expect(await (await eventually(() => fetch(url))).json()).toEqual(expected);
});

inRuntime("Chromium", async (executablePath) => {
  const script = await bundle("smoke.ts", "suite");
  // Page and API have one origin, as with a proxy in production: the API's own has no CORS headers.
  const front = createServer(async (request, response) => {
    if (request.method === "GET") {
      response.setHeader("content-type", "text/html").end(`<script>${script}</script>`);
      return;
    }
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk as Uint8Array);
    const headers = new Headers(request.headers as Record<string, string>);
    for (const name of ["host", "connection", "content-length", "origin", "accept-encoding"])
      headers.delete(name);
    const answer = await fetch(server.url + request.url, {
      method: "POST",
      headers,
      body: Buffer.concat(chunks),
    });
    response.writeHead(answer.status, { "content-type": "application/json" }).end(await answer.text());
  });
  await new Promise<void>((resolve) => front.listen(0, "127.0.0.1", resolve));
  const { port } = front.address() as AddressInfo;
  const browser = await launchChromium(executablePath);
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${port}/`);
    const result = await page.evaluate(`suite.smoke("http://127.0.0.1:${port}", true)`);
    expect(result).toEqual(expected);
    await expect(page.evaluate(`suite.smoke("http://127.0.0.1:${port}")`)).rejects.toThrow(
      "A secret key in a browser can be read by every visitor",
    );
  } finally {
    await browser.close();
    front.closeAllConnections();
    await new Promise((resolve) => front.close(resolve));
  }
});
