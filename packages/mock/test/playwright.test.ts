import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createMockOta, type MockOta } from "../src/index.ts";
import { type Routable, type Route, type RoutedRequest, routeMock } from "../src/playwright.ts";
import { hasChromium, launchChromium } from "./chromium.ts";
import { job } from "./jobs.ts";
import { searchPath } from "./post.ts";

/** Runs in the page. */
async function search(
  url: string,
): Promise<{ status: number; ids: string[]; requestId: string | undefined } | string> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", "x-of-the-page": "1" },
      body: JSON.stringify({ expression: "status = 'stopped'" }),
    });
    const answer = await response.json();
    const ids = (answer.data ?? []).map(({ jobId }: { jobId: string }) => jobId);
    return { status: response.status, ids, requestId: answer.requestId };
  } catch (error) {
    return String(error);
  }
}

describe.skipIf(!hasChromium)("a page of Playwright", () => {
  let browser: Browser;
  let mock: MockOta;
  let pageUrl: string;
  const site = createServer((_, response) => response.end("<title>jobs</title>"));

  beforeAll(async () => {
    browser = await launchChromium();
    await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
    const { port } = site.address() as AddressInfo;
    pageUrl = `http://127.0.0.1:${port}`;
    mock = createMockOta({
      auth: false,
      baseUrl: "https://gateway.example.com/enos",
      jobs: [job("a"), job("b", { status: "stopped" })],
    });
    return async () => {
      await browser.close();
      site.close();
    };
  });
  afterAll(() => mock.reset());

  test("receives filtered jobs and faults, and its requests are recorded", async () => {
    const page = await browser.newPage();
    await routeMock(page, mock);
    await page.goto(pageUrl);
    const url = mock.baseUrl + searchPath;
    expect(await page.evaluate(search, url)).toMatchObject({ status: 200, ids: ["b"] });
    expect(String(mock.requests[0]?.condition)).toBe("status = 'stopped'");
    expect(mock.requests[0]?.headers.get("x-of-the-page")).toBe("1");
    mock.use("rateLimited", { times: 1 });
    expect(await page.evaluate(search, url)).toMatchObject({ status: 429 });
    mock.use("disconnect", { times: 1 });
    expect(await page.evaluate(search, url)).toContain("Failed to fetch");
    mock.use("truncatedBody", { times: 1 });
    expect(await page.evaluate(search, url)).toContain("Failed to fetch");
    expect(await page.evaluate(search, url)).toMatchObject({ ids: ["b"] });
    await page.close();
  });

  test("routes all pages of a context, and nothing but the base URL", async () => {
    const context = await browser.newContext();
    await routeMock(context, mock);
    const page = await context.newPage();
    await page.goto(pageUrl);
    mock.reset();
    expect(await page.evaluate(search, mock.baseUrl + searchPath)).toMatchObject({ ids: ["b"] });
    expect(await page.evaluate(search, `${pageUrl}/enos`)).toContain("not valid JSON");
    expect(mock.requests).toHaveLength(1);
    await context.close();
  });
});

test("a call that the page gives up stops waiting for its answer", async () => {
  const mock = createMockOta({ auth: false });
  mock.use("delay", { delayMs: 60_000 });
  let handle: ((route: Route) => Promise<void>) | undefined;
  let fail: ((request: RoutedRequest) => void) | undefined;
  const page: Routable = {
    route: async (_, handler) => {
      handle = handler;
    },
    on(_, listener) {
      fail = listener;
    },
  };
  await routeMock(page, mock);
  const request: RoutedRequest = {
    url: () => mock.baseUrl + searchPath,
    method: () => "POST",
    headers: () => ({ "content-type": "application/json" }),
    postDataBuffer: () => new TextEncoder().encode("{}"),
  };
  const ended: string[] = [];
  const answered = handle?.({
    request: () => request,
    fulfill: async () => void ended.push("answered"),
    abort: async () => void ended.push("aborted"),
  });
  fail?.(request);
  await answered;
  expect(ended).toEqual(["aborted"]);
});
