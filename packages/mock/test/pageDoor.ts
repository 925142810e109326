import type { Browser, Page } from "playwright-core";
import { afterAll } from "vitest";
import type { MockOptions } from "../src/engine/options.ts";
import { createMockOta, type MockOta } from "../src/index.ts";
import { routeMock } from "../src/playwright.ts";
import { launchChromium } from "./chromium.ts";

const origin = "https://apim.example.com";

/** A mock that is reached from a page of Chromium, on the mock's own origin so that the page may read every header. */
export async function openPageDoor(options: MockOptions): Promise<{
  readonly mock: MockOta;
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  readonly close: () => Promise<void>;
}> {
  const mock = createMockOta({ ...options, baseUrl: `${origin}/enos` });
  const page = idlePages.pop() ?? (await newPage());
  await routeMock(page, mock);
  return {
    mock,
    fetch: (input, init) => fetchIn(page, new Request(input, init)),
    close: async () => {
      await page.unrouteAll();
      page.removeAllListeners("requestfailed");
      idlePages.push(page);
    },
  };
}

// Launching Chromium and opening pages takes longer than most tests.
const idlePages: Page[] = [];
let browser: Promise<Browser> | undefined;
afterAll(async () => (await browser)?.close());

async function newPage(): Promise<Page> {
  browser ??= launchChromium();
  const context = await (await browser).newContext();
  await context.route(`${origin}/`, (route) =>
    route.fulfill({ contentType: "text/html", body: "<title>A page</title>" }),
  );
  const page = await context.newPage();
  await page.goto(`${origin}/`);
  return page;
}

/** A request as a page can be given it. */
interface SentRequest {
  readonly id: number;
  readonly url: string;
  readonly method: string;
  readonly headers: readonly [string, string][];
  /** As Base64: a list of numbers takes seconds on its way to the page. */
  readonly body: string;
}

type Outcome =
  | { readonly status: number; readonly headers: [string, string][]; readonly body: number[] }
  | { readonly error: string };

let requests = 0;

async function fetchIn(page: Page, request: Request): Promise<Response> {
  const { url, method, signal } = request;
  const id = ++requests;
  const body = Buffer.from(await request.arrayBuffer()).toString("base64");
  const abort = (): void => void page.evaluate(abortInPage, id);
  signal.addEventListener("abort", abort);
  try {
    const outcome = await page.evaluate(fetchInPage, {
      id,
      url,
      method,
      headers: [...request.headers],
      body,
    });
    signal.throwIfAborted();
    if ("error" in outcome) throw new TypeError(outcome.error);
    return new Response(new Uint8Array(outcome.body), outcome);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

/** Runs in the page. */
async function fetchInPage({ id, url, method, headers, body }: SentRequest): Promise<Outcome> {
  const controller = new AbortController();
  addEventListener(`abort ${id}`, () => controller.abort(), { once: true });
  try {
    const response = await fetch(url, {
      method,
      headers: [...headers],
      signal: controller.signal,
      ...(method !== "GET" && { body: Uint8Array.from(atob(body), (character) => character.charCodeAt(0)) }),
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    return { status: response.status, headers: [...response.headers], body: [...bytes] };
  } catch (error) {
    return { error: String(error) };
  }
}

/** Runs in the page. */
function abortInPage(id: number): void {
  dispatchEvent(new Event(`abort ${id}`));
}
