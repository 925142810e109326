import { authHeaders } from "@enos-ota/client";
import { generateJobs } from "@enos-ota/mock";
import { parseExpression } from "@enos-ota/query";
import { matches } from "@enos-ota/query/evaluate";
import { describe, expect, it } from "vitest";
import { hasBrowser } from "./browser.ts";
import { useSite } from "./useSite.ts";

const summary = ".playground-jobs .playground-summary";

/** How many generated jobs match, counted without the client and the mock. */
function expected(expression: string, count: number, seed: number): number {
  const condition = parseExpression(expression);
  return generateJobs(count, { seed, orgId: "o1" }).filter((job) => matches(condition, job)).length;
}

describe.runIf(hasBrowser)("the playground", () => {
  const site = useSite();

  const address = (query: Readonly<Record<string, string>>): string =>
    `${site.url}/playground/?${new URLSearchParams(query)}`;

  it("finds what the expression in the address says", async () => {
    const expression = "status = 'stopped' and type = 'upgrade'";
    const { page } = await site.openPage();
    await page.goto(address({ q: expression, seed: "7", jobs: "1234" }));
    await page.locator(summary).getByText("jobs match").waitFor();
    const total = expected(expression, 1234, 7);
    expect(await page.locator(summary).innerText()).toContain(`${total.toLocaleString("en")} jobs match`);
    expect(await page.locator(".playground-table tbody tr").count()).toBe(10);
  });

  it("follows what one types, keeps it in the address, and walks the pages by keyboard", async () => {
    const expression = "type = 'verify'";
    const { page } = await site.openPage();
    await page.goto(`${site.url}/playground/`);
    const editor = page.locator(".cm-content");
    await editor.click();
    await page.keyboard.press("Control+a");
    await page.keyboard.insertText(expression);
    const total = expected(expression, 500, 1);
    await page.locator(summary).getByText(`${total} jobs match`).waitFor();
    expect(new URL(page.url()).searchParams.get("q")).toBe(expression);
    // From the editor on, each stop is reached with Tab alone.
    await page.keyboard.press("Tab");
    for (let stop = 0; stop < 30 && !(await isFocused("Next")); stop++) await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByText(/Page 2 of/).waitFor();
    expect(new URL(page.url()).searchParams.get("page")).toBe("2");

    function isFocused(text: string): Promise<boolean> {
      return page.evaluate((wanted) => document.activeElement?.textContent?.trim() === wanted, text);
    }
  });

  it("shows retries with their backoff, and a token that is fetched again", async () => {
    const { page } = await site.openPage();
    await page.goto(`${site.url}/playground/`);
    await page.getByText("jobs match").waitFor();
    await page.getByRole("button", { name: "Rate limited" }).click();
    const timeline = page.locator(".playground-timeline");
    await timeline.getByText("HTTP 429").waitFor();
    await timeline.getByText(/ms of backoff/).waitFor();
    await timeline.getByText("HTTP 200").last().waitFor();
    await page.getByRole("button", { name: "Expired token" }).click();
    await timeline.getByText(/token: HTTP 200/).waitFor();
  });

  it("explains the signature: the last step is the header that was sent", async () => {
    const { page } = await site.openPage();
    await page.goto(`${site.url}/playground/`);
    await page.getByText("How this request was signed").click();
    const sent = await page.locator(".playground-code").innerText();
    const last = await page.locator("details[open] .playground-steps code").last().innerText();
    expect(last).toMatch(/^[0-9a-f]{64}$/);
    expect(sent.replaceAll(/\s/g, "")).toContain(`${authHeaders.signature}:${last}`);
  });

  it("underlines a wrong operator and says what to do", async () => {
    const { page } = await site.openPage();
    await page.goto(address({ q: "name = 'pump'" }));
    await page.locator(".playground-problems").getByText("operator-not-allowed").waitFor();
    await page.locator(".cm-lintRange-error").hover();
    await page.locator(".cm-tooltip-lint").getByText('name cannot be compared with "="').waitFor();
    expect(await page.locator(".playground-error").innerText()).toContain("99400");
  });

  it("applies the fix that the editor offers", async () => {
    const { page } = await site.openPage();
    await page.goto(address({ q: "nam like 'pump'" }));
    await page.locator(".cm-lintRange-error").hover();
    await page.locator(".cm-tooltip-lint").getByRole("button").click();
    await page.locator(summary).getByText("jobs match").waitFor();
    expect(new URL(page.url()).searchParams.get("q")).toBe("name like 'pump'");
  });

  it("searches 100,000 jobs as one types", async () => {
    const { page } = await site.openPage();
    await page.goto(address({ q: "name like 'p'", jobs: "100000" }));
    await page.locator(summary).getByText("jobs match").waitFor();
    const total = expected("name like 'pump'", 100_000, 1);
    await page.locator(".cm-content").click();
    await page.keyboard.press("End");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.type("ump");
    await page
      .locator(summary)
      .getByText(`${total.toLocaleString("en")} jobs match`)
      .waitFor();
  });

  it("loses jobs of a moving list without lossless iteration, and none with it", async () => {
    const { page } = await site.openPage();
    await page.goto(`${site.url}/playground/#moving`);
    const moving = page.locator(".moving");
    await moving.getByText(/\b0 lost/).waitFor();
    await moving.getByLabel("lossless").uncheck();
    await moving.getByText(/\b[1-9]\d* lost/).waitFor();
  });

  it("loads at most 250 kB for the first page before the editor comes", async () => {
    const { page, loadedBytes } = await site.openPage();
    await page.route("**/editor*.js", (route) => route.abort());
    await page.goto(site.url, { waitUntil: "networkidle" });
    expect(await loadedBytes()).toBeLessThan(250_000);
  });
});
