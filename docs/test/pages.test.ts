import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { BrowserContext } from "playwright-core";
import { describe, expect, it } from "vitest";
import { Accessibility } from "./accessibility.ts";
import { hasBrowser } from "./browser.ts";
import { useSite } from "./useSite.ts";

const dist = fileURLToPath(new URL("../.vitepress/dist", import.meta.url));
const paths = readdirSync(dist, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".html") && file !== "404.html")
  .map((file) => `/${file.replace(/(index)?\.html$/, "")}`)
  .sort();

/** Pages that are open at once: the browser runs each in a process of its own. */
const tabs = 3;

describe.runIf(hasBrowser)("every page of the site", () => {
  const site = useSite();

  it("loads nothing from elsewhere, logs no error, is accessible in both schemes and fits 360 pixels", async () => {
    const context = await site.browser.newContext();
    const accessibility = new Accessibility();
    const queue = [...paths];
    const problems: Record<string, string[]> = {};
    await Promise.all(
      Array.from({ length: tabs }, async () => {
        for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
          const found = await problemsOf(context, path, accessibility);
          if (found.length > 0) problems[path] = found;
        }
      }),
    );
    expect(paths.length).toBeGreaterThan(20);
    expect(problems).toEqual({});
  }, 480_000);

  /** One visit for all checks, in a tab of its own. */
  async function problemsOf(
    context: BrowserContext,
    path: string,
    accessibility: Accessibility,
  ): Promise<string[]> {
    const { page, foreign, errors } = await site.openPage(context);
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(site.url + path, { waitUntil: "load" });
    const found = await accessibility.faultsOf(page);
    await page.setViewportSize({ width: 360, height: 740 });
    const width: number = await page.evaluate("document.documentElement.scrollWidth");
    if (width > 360) found.push(`is ${width} pixels wide on a screen of 360`);
    await page.close();
    return [...found, ...foreign.map((url) => `loads ${url}`), ...errors];
  }
});
