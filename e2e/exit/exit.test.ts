import { cp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reportOf } from "../../scripts/release/apiReports.ts";
import { publishedPackages } from "../../scripts/release/packages.ts";
import { RepositoryCopy } from "../../scripts/repositoryCopy.ts";

const adapter = join(import.meta.dirname, "src/http/openapiFetch.ts");
let copy: RepositoryCopy;

/** Tests of what is openapi-fetch's own. */
const ofOpenapiFetch = "packages/client/test/http/openapiFetch.test.ts";

beforeAll(async () => {
  copy = await RepositoryCopy.create({ dependencies: "linked" });
  await cp(adapter, copy.path("packages/client/src/http/openapiFetch.ts"));
  await copy.delete(ofOpenapiFetch);
  await copy.build("query");
  await copy.build("mock");
  await copy.build("client");
});

afterAll(() => copy?.remove());

describe("a plain adapter in the place of openapi-fetch", () => {
  it("has fewer than a hundred lines", async () => {
    expect((await readFile(adapter, "utf8")).split("\n").length).toBeLessThan(100);
  });

  it("is all that has to change for the client to compile, with its tests", async () => {
    const tsc = copy.path("packages/client/node_modules/.bin/tsc");
    expect(await copy.run(tsc, [], "packages/client")).toEqual({ status: 0, output: "" });
    expect(await copy.run(tsc, ["-p", "test"], "packages/client")).toEqual({ status: 0, output: "" });
  });

  it("passes the client's tests", { timeout: 1_200_000 }, async () => {
    const vitest = copy.path("packages/client/node_modules/.bin/vitest");
    // What is about the bundle's size and its dependency is about openapi-fetch.
    const args = ["run", "--exclude=test/package.test.ts", "--reporter=dot"];
    const { status, output } = await copy.run(vitest, args, "packages/client");
    expect({ status, output: status === 0 ? "" : output }).toEqual({ status: 0, output: "" });
  });

  it("changes no public name or type but those of ./fetch", async () => {
    const client = publishedPackages(copy.root).find(({ folder }) => folder === "client");
    if (client === undefined) throw new Error("there is no client");
    const report = await reportOf(client);
    if (report === undefined) throw new Error("the client exports no modules");
    const [wanted, present] = [report.wanted, report.present ?? ""].map(blocks);
    const changed = (present ?? []).filter((block) => !wanted?.includes(block));
    for (const block of changed) expect(block).toMatch(/\b(?:FetchClient|createFetchClient|openapi-fetch)\b/);
  });
});

/** The declarations of an API report. */
function blocks(report: string): readonly string[] {
  return report.split(/\n\n(?=\/\/ @|declare )/);
}
