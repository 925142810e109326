import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { relative } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasBrowser, launchBrowser, openPage } from "./browser.ts";
import { type Site, serveSite } from "./site.ts";

const dist = new URL("../.vitepress/dist", import.meta.url).pathname;
const paths = readdirSync(dist, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".html") && file !== "404.html")
  .map((file) => `/${relative("", file).replace(/(index)?\.html$/, "")}`)
  .sort();
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}

describe.runIf(hasBrowser)("every page of the site", () => {
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

  /** Serious faults that axe finds on the page as it is shown now. `rule`: only this one; undefined: all. */
  async function faultsOf(page: Page, rule?: string): Promise<string[]> {
    const options = rule === undefined ? {} : { runOnly: rule };
    const violations: Violation[] = await page.evaluate(
      `axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => violations)`,
    );
    return violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  }

  it("loads nothing from elsewhere, logs no error, is accessible in both schemes and fits 360 pixels", async () => {
    const { page, foreign, errors } = await openPage(browser, site.url, { colorScheme: "light" });
    const faults: Record<string, string[]> = {};
    for (const path of paths) {
      // One visit for all checks: loading the pages takes longer than checking them.
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.emulateMedia({ colorScheme: "light" });
      await page.goto(site.url + path, { waitUntil: "load" });
      await page.evaluate(axe);
      const found = await faultsOf(page);
      await page.emulateMedia({ colorScheme: "dark" });
      await page.locator("html.dark").waitFor();
      found.push(...(await faultsOf(page, "color-contrast")).map((fault) => `dark scheme: ${fault}`));
      await page.setViewportSize({ width: 360, height: 740 });
      const width: number = await page.evaluate("document.documentElement.scrollWidth");
      if (width > 360) found.push(`is ${width} pixels wide on a screen of 360`);
      if (found.length > 0) faults[path] = found;
    }
    expect(paths.length).toBeGreaterThan(20);
    expect({ foreign, errors, faults }).toEqual({ foreign: [], errors: [], faults: {} });
  }, 240_000);
});
