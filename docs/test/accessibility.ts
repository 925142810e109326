import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The rules that compare colors. They take most of axe's time, and their result follows from the style sheets. */
const colorRules = ["color-contrast", "link-in-text-block"];

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}

/**
 * Finds serious accessibility faults with axe. Texts that look alike (same elements, classes and inline styles from the
 * root down) have the same colors, so that each kind of text is compared with its background once for the whole site.
 */
export class Accessibility {
  readonly #checked = new Set<string>();

  /** Returns the faults of a page that shows its light scheme. */
  async faultsOf(page: Page): Promise<string[]> {
    await page.evaluate(axe);
    const kinds: string[] = await page.evaluate(`${listTexts}; [...texts.keys()]`);
    const fresh = kinds.filter((kind) => !this.#checked.has(kind));
    for (const kind of fresh) this.#checked.add(kind);
    const rules = Object.fromEntries(colorRules.map((rule) => [rule, { enabled: false }]));
    const found = await run(page, "document", { rules });
    if (fresh.length === 0) return found;
    const colors = { runOnly: colorRules };
    const context = `{ include: ${JSON.stringify(fresh)}.map((kind) => texts.get(kind)) }`;
    found.push(...(await run(page, context, colors)));
    await page.emulateMedia({ colorScheme: "dark" });
    await page.locator("html.dark").waitFor();
    found.push(...(await run(page, context, colors)).map((fault) => `dark scheme: ${fault}`));
    return found;
  }
}

/** `texts`: one visible element with a text of its own for each kind. */
const listTexts = `
  texts = new Map();
  for (const element of document.body.querySelectorAll("*")) {
    const hasText = [...element.childNodes].some(({ nodeType, data }) => nodeType === 3 && data.trim() !== "");
    if (!hasText || !element.checkVisibility()) continue;
    let kind = "";
    for (let each = element; each !== document.body; each = each.parentElement)
      kind += each.localName + "." + each.getAttribute("class") + "[" + each.getAttribute("style") + "] ";
    if (!texts.has(kind)) texts.set(kind, element);
  }`;

async function run(
  page: Page,
  context: string,
  options: Readonly<Record<string, unknown>>,
): Promise<string[]> {
  const given = JSON.stringify({ resultTypes: ["violations"], selectors: false, preload: false, ...options });
  const violations: Violation[] = await page.evaluate(
    `axe.run(${context}, ${given}).then(({ violations }) => violations)`,
  );
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}
