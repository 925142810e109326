// Spectral knows nothing of us, and many organizations let it judge every API that they use.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import spectral, { type RulesetDefinition } from "@stoplight/spectral-core";
import parsers from "@stoplight/spectral-parsers";
import rulesets from "@stoplight/spectral-rulesets";
import { expect, it } from "vitest";
import { root } from "../../root.ts";

const path = "spec/openapi.yaml";
const ruleset: RulesetDefinition = { extends: [[rulesets.oas as RulesetDefinition, "all"]] };

/** What Spectral finds: severities below 1 are errors, the rule, and the place. */
async function lint(
  text: string,
): Promise<readonly { severity: number; code: string | number; at: string }[]> {
  const linter = new spectral.Spectral();
  linter.setRuleset(ruleset);
  const found = await linter.run(new spectral.Document(text, parsers.Yaml, path));
  return found.map(({ severity, code, path: at }) => ({ severity, code, at: at.join(".") }));
}

it("has no error by all of Spectral's rules for OpenAPI, and three warnings that are meant", async () => {
  expect(await lint(await readFile(join(root, path), "utf8"))).toEqual([
    // The API is not ours, and its vendor names nobody.
    { severity: 1, code: "info-contact", at: "info" },
    // OpenAPI 3.1 allows either a URL or an identifier.
    { severity: 1, code: "license-url", at: "info.license" },
    // The search comes first: it is what the document is for.
    { severity: 1, code: "openapi-tags-alphabetical", at: "tags" },
  ]);
});

it.each([
  ["a numeric key", /"1001":/, "1001:", "parser"],
  ["an array without items", "            items: {}\n", "", "array-items"],
  ["an example of the wrong type", "totalSize: 6", "totalSize: six", "oas3-valid-media-example"],
])("would find %s", async (_, from, to, code) => {
  const text = await readFile(join(root, path), "utf8");
  const changed = text.replace(from, to);
  expect(changed).not.toBe(text);
  const errors = (await lint(changed)).filter(({ severity }) => severity === 0);
  expect(errors.map((error) => error.code)).toContain(code);
});
