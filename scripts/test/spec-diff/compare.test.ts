import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { compareSpecs, impactOf } from "../../spec-diff/compare.ts";
import { type RedoclyChange, redoclyDiff } from "../../spec-diff/redocly.ts";
import { type Edit, edited } from "../support/edit.ts";
import { packagesThatDiffer } from "./generatedCode.ts";
import { RedoclyHost } from "./redoclyHost.ts";
import { answerCases } from "./verdicts/answers.ts";
import type { Case } from "./verdicts/case.ts";
import { expressionCases } from "./verdicts/expressions.ts";
import { operationCases } from "./verdicts/operations.ts";
import { requestCases } from "./verdicts/requests.ts";
import { tableCases } from "./verdicts/tables.ts";

const cases = [...requestCases, ...answerCases, ...operationCases, ...expressionCases, ...tableCases];
const ofRedocly = { breaking: "major", additive: "minor", documentation: "patch" } as const;

const redocly = new RedoclyHost();
afterAll(() => redocly.stop());

async function judge({ edits }: Case) {
  const { base, revision } = await edited(edits);
  let seen: readonly RedoclyChange[] = [];
  const changes = await compareSpecs(base, revision, async (...documents) => {
    seen = await redocly.diff(...documents);
    return seen;
  });
  // Extensions at the root are listed by Redocly, but not judged.
  const judged = seen.filter(({ typeName }) => typeName !== "SpecExtension").map(({ impact }) => impact);
  const rated = (["major", "minor", "patch"] as const).find((impact) => judged.includes(impact)) ?? "none";
  const differing = await packagesThatDiffer(base, revision);
  return { changes, verdict: impactOf(changes), redocly: rated, differing };
}

describe("the verdict on a single change of the spec", () => {
  it.each(cases)("$verdict: $title", async (row) => {
    const { changes, verdict, redocly: rated, differing } = await judge(row);
    expect({ verdict, redocly: rated, changes }).toMatchObject({
      verdict: row.verdict,
      redocly: row.redocly,
    });
    for (const { message, place, packages } of changes) {
      expect(message).toMatch(/\.$/);
      expect(place).toMatch(/^#/);
      expect(packages).not.toEqual([]);
    }
    const named = changes.flatMap(({ packages }) => packages);
    expect(named, "each package whose generated code changes is named").toEqual(
      expect.arrayContaining([...differing]),
    );
    const sentences = changes.map(
      ({ impact, packages, message }) => `${impact} (${packages.join()}): ${message}`,
    );
    expect(`\n${sentences.join("\n")}\n`).toMatchSnapshot();
  });

  it("exists for more than a hundred changes, each with a title of its own", () => {
    expect(cases.length).toBeGreaterThan(100);
    expect(new Set(cases.map(({ title }) => title)).size).toBe(cases.length);
  });

  it("has a reason wherever it differs from Redocly's", () => {
    const unexplained = cases.filter(
      ({ verdict, redocly, because }) =>
        redocly !== "none" && (redocly !== ofRedocly[verdict]) !== (because !== undefined),
    );
    expect(unexplained).toEqual([]);
  });

  it("is the same, asked of one process or of one for each comparison", async () => {
    for (const { edits } of cases.slice(0, 2)) {
      const { base, revision } = await edited(edits);
      const [before, after] = [parse(base), parse(revision)];
      expect(await redocly.diff(before, after)).toEqual(await redoclyDiff(before, after));
    }
  });

  it("is absent when only comments and layout changed", async () => {
    const { base } = await edited([]);
    expect(await compareSpecs(base, `# a comment\n${base}`)).toEqual([]);
  });
});

describe("a change is reported for the packages that it affects", () => {
  it.each([
    [
      "a new operator for those who write expressions",
      [["fields/status/operators", ["=", "in"]]],
      ["cli", "mock", "query"],
    ],
    [
      "a new field for those who read jobs",
      [["JobInfo/properties/priority", { type: "string" }]],
      ["cli", "client", "mock"],
    ],
    [
      "a new field of another answer for client and mock",
      [["schemas/TokenSuccess/properties/scope", { type: "string" }]],
      ["client", "mock"],
    ],
    ["a new scenario for the mock", [["answers/more", { value: {} }]], ["mock"]],
    [
      "a new value of a searchable enum for all",
      [["schemas/JobStatus/enum", ["started", "paused", "stopped"]]],
      ["cli", "client", "mock", "query"],
    ],
  ] as const)("%s", async (_, edits, packages) => {
    const { base, revision } = await edited(edits);
    const changes = await compareSpecs(base, revision, redocly.diff);
    expect([...new Set(changes.flatMap((change) => change.packages))].sort()).toEqual(packages);
  });
});

describe("a change is judged by how its place is used", () => {
  const shared: Edit = ["schemas/SearchRequest/properties/name", { $ref: "#/components/schemas/StringI18n" }];
  const stricter: Edit = ["schemas/StringI18n/properties/defaultValue/maxLength", 10];
  const compared = async (before: readonly Edit[], after: readonly Edit[]) =>
    compareSpecs((await edited(before)).revision, (await edited(after)).revision, redocly.diff);

  it("a bound of a schema that is only received breaks nobody", async () => {
    expect(impactOf(await compared([], [stricter]))).toBe("additive");
  });

  it("the same bound breaks callers where a request uses the schema too, though an answer shows it first", async () => {
    expect(impactOf(await compared([shared], [shared, stricter]))).toBe("breaking");
    // The request that used it before is enough.
    expect(impactOf(await compared([shared], [stricter]))).toBe("breaking");
  });

  it("a schema that a request reaches through another one is sent, too", async () => {
    const deep: Edit = [
      "schemas/SearchRequest/properties/scope",
      { $ref: "#/components/schemas/UpgradeScope" },
    ];
    const bound: Edit = ["schemas/AssetTreeScope/properties/treeId/minLength", 3];
    expect(impactOf(await compared([deep], [deep, bound]))).toBe("breaking");
  });

  it("forms of a request that begin to exclude one another break callers; forms that no longer do break nobody", async () => {
    const forms = [{ type: "string" }, { type: "integer" }];
    const exclusive: Edit = ["schemas/SearchRequest/properties/name", { oneOf: forms }];
    const free: Edit = ["schemas/SearchRequest/properties/name", { anyOf: forms }];
    expect(await compared([free], [exclusive])).toMatchObject([
      {
        impact: "breaking",
        message: "`name` of `search()` must now fit exactly one of its forms: check what you pass.",
      },
    ]);
    expect(await compared([exclusive], [free])).toMatchObject([
      { impact: "additive", message: "`name` of `search()` may now fit several of its forms at once." },
    ]);
  });

  it("a scenario with which more operations can answer is additive", async () => {
    const fewer: Edit = ["search/responses/403", { description: "No. [assumed]" }];
    expect(await compared([fewer], [])).toContainEqual(
      expect.objectContaining({
        impact: "additive",
        packages: ["mock"],
        message:
          "The scenario `ipNotAllowed` is now available for searchOtaJobs, getAccessToken, refreshAccessToken.",
      }),
    );
  });

  it("a field of jobs is named as users know it, whatever the operation is called", async () => {
    const renamed: Edit = ["search/operationId", "findOtaJobs"];
    expect(
      await compared([renamed], [renamed, ["JobInfo/properties/orgId/description", "Other."]]),
    ).toMatchObject([
      { impact: "documentation", message: "The description of `OtaJob.orgId` was reworded." },
    ]);
  });

  it("a path that only moves, and then stands last, is one change", async () => {
    const { base } = await edited([]);
    const path = "/connect-service/v2.1/ota-jobs:";
    const [before = "", operation = "", after = ""] = base.split(
      /^( {2}\/connect-service\/v2\.1\/ota-jobs:\n(?: {4}.*\n|\n)+)/m,
    );
    const [others = "", rest = ""] = after.split(/^(?=components:)/m);
    const moved = before + others + operation.replace(path, "/connect-service/v2.2/ota-jobs:") + rest;
    expect(await compareSpecs(base, moved, redocly.diff)).toMatchObject([
      {
        impact: "breaking",
        message:
          "Requests to `/connect-service/v2.1/ota-jobs` now go to `/connect-service/v2.2/ota-jobs`: name it in proxies, firewalls and calls of `@enos-ota/client/fetch`.",
      },
    ]);
  });
});
