import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Accessibility } from "./accessibility.ts";
import { hasBrowser, launchBrowser } from "./browser.ts";

/** A page that follows the scheme as the site does, with texts of two kinds that are pale in one scheme each. */
const html = `<!doctype html><html lang="en"><head><title>Colors</title><style>
  body { color: #000; background: #fff } .dark body { color: #fff; background: #000 }
  .a { color: #ccc } .dark .a { color: #fff } .b { color: #000 } .dark .b { color: #222 }
</style><script>
  const dark = matchMedia("(prefers-color-scheme: dark)");
  dark.onchange = () => document.documentElement.classList.toggle("dark", dark.matches);
</script></head><body><main><h1>Colors</h1>
  <p class="a">one</p><p class="a">two</p><p class="b">three</p><img src="data:,">
</main></body></html>`;

describe.runIf(hasBrowser)("the accessibility check", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  it("finds faults of both schemes, and the colors of each kind of text once for all pages", async () => {
    const page = await browser.newPage({ colorScheme: "light" });
    const accessibility = new Accessibility();
    await page.setContent(html);
    expect(await accessibility.faultsOf(page)).toEqual([
      expect.stringMatching(/^image-alt: /),
      'color-contrast: <p class="a">one</p>',
      'dark scheme: color-contrast: <p class="b">three</p>',
    ]);
    await page.emulateMedia({ colorScheme: "light" });
    await page.setContent(html);
    expect(await accessibility.faultsOf(page)).toEqual([expect.stringMatching(/^image-alt: /)]);
  });
});
