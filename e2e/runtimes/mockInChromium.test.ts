import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import { describe, expect } from "vitest";
import { bundle } from "./bundles.ts";
import { launchChromium } from "./chromium.ts";
import { inRuntime } from "./runtime.ts";

const msw = dirname(createRequire(import.meta.url).resolve("msw/package.json"));

// One request for a token, three for the pages, one that is refused.
const expected = { jobs: 120, requests: 5, refused: 99400 };

describe("the mock in a page, through its own fetch and through MSW", () => {
  inRuntime("Chromium", async (executablePath) => {
    const script = await bundle("mockInBrowser.ts", "suite");
    const serviceWorker = await readFile(join(msw, "lib/mockServiceWorker.js"), "utf8");
    // Serves the page and the worker, and nothing of the API: what the mock does not answer is a 404.
    const site = createServer((request, response) => {
      const files: Readonly<Record<string, readonly [string, string]>> = {
        "/": ["text/html", '<script src="suite.js"></script>'],
        "/suite.js": ["text/javascript", script],
        "/mockServiceWorker.js": ["text/javascript", serviceWorker],
      };
      const [type, text] = files[request.url ?? ""] ?? [];
      const headers = { "content-type": `${type ?? "text/plain"};charset=utf-8` };
      response.writeHead(text === undefined ? 404 : 200, headers).end(text);
    });
    const port = await listen(site);
    const browser = await launchChromium(executablePath);
    try {
      const page = await browser.newPage();
      await page.goto(`http://127.0.0.1:${port}/`);
      expect(await page.evaluate("suite.throughFetch()")).toEqual(expected);
      expect(await page.evaluate("suite.throughServiceWorker()")).toEqual(expected);
    } finally {
      await browser.close();
      site.closeAllConnections();
      await new Promise((resolve) => site.close(resolve));
    }
  });
});

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}
