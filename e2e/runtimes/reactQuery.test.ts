import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { bundle } from "./bundles.ts";
import { launchChromium } from "./chromium.ts";
import { inRuntime } from "./runtime.ts";
import { App, createWorld, prefetch } from "./suite/reactQuery.ts";

describe("TanStack Query with React: each job is shown once, while jobs are created above", () => {
  inRuntime("Chromium", async (executablePath) => {
    const script = await bundle("reactQuery.ts", "suite");
    const site = createServer((request, response) => {
      const isScript = request.url === "/suite.js";
      response.writeHead(200, {
        "content-type": `${isScript ? "text/javascript" : "text/html"};charset=utf-8`,
      });
      response.end(isScript ? script : '<!doctype html><body><script src="suite.js"></script></body>');
    });
    await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
    const browser = await launchChromium(executablePath);
    try {
      const page = await browser.newPage();
      await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
      const { shown, expected, total } = (await page.evaluate("suite.showAll()")) as {
        readonly shown: readonly string[];
        readonly expected: readonly string[];
        readonly total: string;
      };
      expect(expected.length).toBeGreaterThan(100);
      expect(shown).toEqual(expected);
      expect(total).toBe(`${expected.length} jobs`);
    } finally {
      await browser.close();
      site.closeAllConnections();
      await new Promise((resolve) => site.close(resolve));
    }
  });
});

test("a server renders what it has prefetched, and sends it along as JSON", async () => {
  const { enos } = createWorld();
  const state = await prefetch(enos);
  const html = renderToString(createElement(App, { enos, state }));
  expect(html.match(/<li>/g)).toHaveLength(50);
  expect(html).toContain("jobs</p>");
  expect(html).toContain('<button type="button">more</button>');
});
