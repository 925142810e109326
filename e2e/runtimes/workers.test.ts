// A client at module level in workerd, over the whole life of its token. Workers end all that a request has begun when
// the request ends, and let no request wait for a promise of another.
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { authHeaders } from "@enos-ota/client";
import { expect } from "vitest";
import { bundle } from "./bundles.ts";
import { inRuntime } from "./runtime.ts";
import { eventually, serveWorker, type WorkerOptions } from "./workerd.ts";

/** A gateway whose token service takes its time, so that requests end before it has answered. */
async function startGateway() {
  const tokenCalls: string[] = [];
  const valid = new Set<string>();
  const server = createServer((request, response) => {
    request.resume();
    // Without a date the client believes its own clock, which the test moves.
    response.sendDate = false;
    const answer = (body: unknown) =>
      response.setHeader("content-type", "application/json").end(JSON.stringify(body));
    if (!request.url?.includes("/token/")) {
      const known = valid.has(String(request.headers[authHeaders.accessToken]));
      const pagination = { pageNo: 1, pageSize: 10, totalSize: 7 };
      return answer(
        known ? { code: 0, msg: "OK", requestId: "r", data: [], pagination } : { code: 1203, msg: "expired" },
      );
    }
    tokenCalls.push(request.url.split("/").at(-1) ?? "");
    const accessToken = `t${tokenCalls.length}`;
    valid.add(accessToken);
    setTimeout(() => answer({ status: 0, msg: "SUCCESS", data: { accessToken, expire: 7200 } }), 200);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tokenCalls,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const settings: readonly WorkerOptions[] = [
  { compatibilityDate: "2023-03-01" },
  { compatibilityDate: "2024-09-01" },
  { compatibilityDate: "2025-01-01" },
  { compatibilityDate: "2026-06-01", compatibilityFlags: ["nodejs_compat"] },
];

async function run(workerd: string, options: WorkerOptions): Promise<void> {
  await using gateway = await startGateway();
  const folder = await mkdtemp(join(tmpdir(), "enos-ota-"));
  try {
    await using worker = await serveWorker(workerd, folder, await bundle("moduleClient.ts"), options);
    const ask = async (more: Record<string, string> = {}): Promise<unknown> =>
      (await fetch(`${worker.url}?${new URLSearchParams({ baseUrl: gateway.url, ...more })}`)).json();
    const found = { totalSize: 7 };

    expect(await eventually(() => ask({ abandon: "1" }))).toBe("abandoned");
    expect(await Promise.all([ask(), ask(), ask()])).toEqual([found, found, found]);

    // Ageing: the token is renewed in the background of a request that ends before the renewal.
    expect(await ask({ moveMs: "6700000" })).toEqual(found);
    for (let call = 0; call < 3; call++) expect(await ask()).toEqual(found);

    // About to end, then after its end: requests wait for a new one together, and one goes away meanwhile.
    for (const moveMs of ["7180000", "8000000"]) {
      expect(await ask({ moveMs, abandon: "1" })).toBe("abandoned");
      const answers = await Promise.all([ask(), ask(), ask(), ask({ abandon: "1" }), ask()]);
      expect(answers).toEqual([found, found, found, "abandoned", found]);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

// At the same time: each of them mostly waits.
inRuntime("workerd", async (workerd) => {
  await Promise.all(settings.map((options) => run(workerd, options)));
});
