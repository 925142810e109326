import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { relative } from "node:path";
import type { Browser } from "playwright-core";
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

  /** Visits all pages; returns what is wrong with them. `rules`: the axe rules to run; undefined: all. */
  async function inspect(colorScheme: "light" | "dark", rules: string | undefined): Promise<object> {
    const faults = new Set<string>();
    const { page, foreign, errors } = await openPage(browser, site.url, { colorScheme });
    for (const path of paths) {
      await page.goto(site.url + path, { waitUntil: "load" });
      await page.evaluate(axe);
      const options = rules === undefined ? {} : { runOnly: rules };
      const violations: Violation[] = await page.evaluate(
        `axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => violations)`,
      );
      for (const { id, impact, nodes } of violations) {
        if (impact === "serious" || impact === "critical") faults.add(`${id}: ${nodes[0]?.html} on ${path}`);
      }
    }
    return { foreign, errors, faults: [...faults] };
  }
  const clean = { foreign: [], errors: [], faults: [] };

  it("loads nothing from elsewhere, logs no error and has no serious accessibility fault", async () => {
    expect(paths.length).toBeGreaterThan(20);
    expect(await inspect("light", undefined)).toEqual(clean);
  }, 120_000);

  it("has enough contrast in the dark scheme", async () => {
    expect(await inspect("dark", "color-contrast")).toEqual(clean);
  }, 120_000);

  it("fits a screen of 360 pixels", async () => {
    const { page } = await openPage(browser, site.url, { viewport: { width: 360, height: 740 } });
    const tooWide: string[] = [];
    for (const path of paths) {
      await page.goto(site.url + path, { waitUntil: "load" });
      const width: number = await page.evaluate("document.documentElement.scrollWidth");
      if (width > 360) tooWide.push(`${path}: ${width}`);
    }
    expect(tooWide).toEqual([]);
  });
});
