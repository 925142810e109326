import { existsSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Browser, BrowserContextOptions, Page, Response } from "playwright-core";
import { launchChromium } from "../../e2e/runtimes/chromium.ts";

/** Where Debian installs Chromium; `CHROMIUM_PATH` names another one. */
const executablePath = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";

/** Whether there is a browser. In CI there must be: a check that is skipped there proves nothing. */
export const hasBrowser = existsSync(executablePath) || process.env["CI"] !== undefined;

/** Starts Chromium. */
export function launchBrowser(): Promise<Browser> {
  return launchChromium(executablePath);
}

/** A page that is allowed to reach the site only, and what went wrong on it. */
export interface WatchedPage {
  readonly page: Page;
  /** Requests to any other origin; they are blocked. */
  readonly foreign: string[];
  /** Errors in the console, thrown errors, and answers with an error status. */
  readonly errors: string[];
  /** Bytes of the scripts, styles and documents that were loaded, compressed as a server sends them. */
  loadedBytes(): Promise<number>;
}

/** Opens a page that watches itself. */
export async function openPage(
  browser: Browser,
  siteUrl: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const foreign: string[] = [];
  const errors: string[] = [];
  const loaded: Response[] = [];
  await context.route("**/*", (route) => {
    const url = route.request().url();
    if (url.startsWith(siteUrl) || url.startsWith("data:") || url.startsWith("blob:"))
      return route.continue();
    foreign.push(url);
    return route.abort();
  });
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("response", (response) => {
    if (response.status() >= 400) errors.push(`${response.status()} ${response.url()}`);
    if (/\.(js|css)$|\/$/.test(new URL(response.url()).pathname)) loaded.push(response);
  });
  return {
    page,
    foreign,
    errors,
    loadedBytes: async () => {
      const bodies = await Promise.all(loaded.map((response) => response.body()));
      return bodies.reduce((sum, body) => sum + gzipSync(body).byteLength, 0);
    },
  };
}
