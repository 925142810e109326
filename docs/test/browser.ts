import { existsSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Browser, BrowserContext, Page, Response } from "playwright-core";
import { launchChromium } from "../../e2e/runtimes/chromium.ts";

/** Where Debian installs Chromium; `CHROMIUM_PATH` names another one. */
const executablePath = process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium";

/** Whether there is a browser. In CI there must be: a check that is skipped there proves nothing. */
export const hasBrowser = existsSync(executablePath) || process.env["CI"] !== undefined;

/** Starts Chromium. */
export function launchBrowser(): Promise<Browser> {
  return launchChromium(executablePath);
}

/** A page of the site, and what went wrong on it. */
export interface WatchedPage {
  readonly page: Page;
  /** Requests to any other origin. */
  readonly foreign: string[];
  /** Errors in the console, thrown errors, and answers with an error status. */
  readonly errors: string[];
  /** Bytes of the scripts, styles and documents that were loaded, compressed as a server sends them. */
  loadedBytes(): Promise<number>;
}

/** Opens a page that watches itself. The browser resolves no name, so that nothing else is ever reached. */
export async function openPage(context: Browser | BrowserContext, siteUrl: string): Promise<WatchedPage> {
  const page = await context.newPage();
  const foreign: string[] = [];
  const errors: string[] = [];
  const loaded: Response[] = [];
  // A listener, not a route: routes switch the browser's cache off, and each page loads the same scripts.
  page.on("request", (request) => {
    if (!/^(?:data|blob):/.test(request.url()) && !request.url().startsWith(siteUrl))
      foreign.push(request.url());
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
