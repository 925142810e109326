import { expect, it } from "vitest";
import { root } from "../../scripts/root.ts";
import { must } from "../../scripts/run.ts";

/** Licences that ask for no more than their text and the names. */
const permissive = ["MIT", "ISC", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "BlueOak-1.0.0"];
/** Besides, for tools that never reach a user: weak copyleft of single files, data, and the public domain. */
const forTools = [
  ...permissive,
  "MIT-0",
  "MPL-2.0",
  "CC0-1.0",
  "CC-BY-4.0",
  "Python-2.0",
  "Unlicense",
  "WTFPL",
  "AFL-2.1",
];

async function licences(...options: readonly string[]): Promise<readonly string[]> {
  const output = await must(root, "pnpm", ["--recursive", "licenses", "list", "--json", ...options]);
  const found: Readonly<Record<string, unknown>> = JSON.parse(output);
  return Object.keys(found)
    .flatMap((licence) => licence.replaceAll(/[()]/g, "").split(" OR "))
    .sort();
}

it("comes to users with permissive licences only", async () => {
  const found = await licences("--prod", "--filter=./packages/*");
  expect(found.length).toBeGreaterThan(0);
  expect(found.filter((licence) => !permissive.includes(licence))).toEqual([]);
});

it("is built with tools whose licences are known and harmless", async () => {
  // The benchmarks' peers are not installed for tests, and pnpm cannot name the licence of what is not there.
  const found = await licences("--filter=!@enos-ota/bench");
  expect(found.length).toBeGreaterThan(5);
  expect(found.filter((licence) => !forTools.includes(licence))).toEqual([]);
});
