import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { launchBrowser, openPage, type WatchedPage } from "./browser.ts";
import { type Site, serveSite } from "./site.ts";

/** The served site and a browser, while the tests of a file run. */
export interface SiteInBrowser {
  readonly url: string;
  readonly browser: Browser;
  /** Opens a page that watches itself. @param context by default a context of its own */
  openPage(context?: BrowserContext): Promise<WatchedPage>;
}

/** Serves the site and starts a browser before the tests, and ends both after them. */
export function useSite(): SiteInBrowser {
  let site: Site;
  let browser: Browser;
  beforeAll(async () => {
    site = await serveSite();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });
  return {
    get url() {
      return site.url;
    },
    get browser() {
      return browser;
    },
    openPage: (context) => openPage(context ?? browser, site.url),
  };
}
