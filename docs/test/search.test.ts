import { describe, expect, it } from "vitest";
import { hasBrowser } from "./browser.ts";
import { useSite } from "./useSite.ts";

describe.runIf(hasBrowser)("the site's search, with no other host in reach", () => {
  const site = useSite();

  it.each([
    // The words of a message, a code and a reason, as one has them in a log.
    [
      "There is no next page",
      "/troubleshooting#there-is-no-next-page-hasnextpage-is-false",
      "Ask page.hasNextPage before",
    ],
    ["99403", "/troubleshooting#permissiondenied-99403", "lacks the permission"],
    ["operator-not-allowed", "/troubleshooting#operator-not-allowed", "are searched with like"],
    // What stands in a README, and in the reference.
    ["toHaveSearchedFor", "/guide/testing", "toHaveSearchedFor"],
    ["createTestClock", "/reference/packages/@enos-ota/client/options#createtestclock", "createTestClock"],
  ])("finds %s", async (words, address, text) => {
    const { page, foreign, errors } = await site.openPage();
    await page.goto(site.url);
    // Until Vue has taken over the page, nobody listens to the keyboard.
    await page.waitForFunction("document.querySelector('#app')?.__vue_app__");
    await page.keyboard.press("Control+k");
    await page.getByRole("searchbox").fill(words);
    const links = page.locator(".VPLocalSearchBox .result");
    await links.first().waitFor();
    const addresses = await links.evaluateAll((found) => found.map((each) => each.getAttribute("href")));
    const match = addresses.findIndex((each) => each?.startsWith(address));
    expect({ addresses, found: match >= 0 }).toMatchObject({ found: true });
    await links.nth(match).click();
    await page.locator(".VPContent").getByText(text).first().waitFor();
    expect({ foreign, errors }).toEqual({ foreign: [], errors: [] });
  });
});
