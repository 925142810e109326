// Takes the picture of the playground that the README shows: pnpm --filter @enos-ota/docs picture (after a build).
import { fileURLToPath } from "node:url";
import { launchBrowser, openPage } from "./browser.ts";
import { serveSite } from "./site.ts";

const site = await serveSite();
const browser = await launchBrowser();
try {
  const { page } = await openPage(browser, site.url);
  await page.setViewportSize({ width: 1280, height: 800 });
  const query = new URLSearchParams({ q: "status = 'started' and name like 'pump'", fault: "rateLimited" });
  await page.goto(`${site.url}/playground/?${query}`);
  await page.getByRole("tab", { name: "Timeline" }).click();
  await page.locator(".cm-content").waitFor();
  await page.getByText("jobs match").waitFor();
  await page
    .locator(".playground")
    .screenshot({ path: fileURLToPath(new URL("../public/playground.png", import.meta.url)) });
} finally {
  await browser.close();
  await site.close();
}
