import { afterAll, beforeAll, expect, it } from "vitest";
import { RepositoryCopy } from "../../repositoryCopy.ts";
import { findLeftNames } from "../../spec-update/leftNames.ts";
import { edited } from "../support/edit.ts";

let copy: RepositoryCopy;

beforeAll(async () => {
  copy = await RepositoryCopy.create({ only: ["package.json"], dependencies: "none" });
  await copy.write("README.md", "First\n`searchOtaJobs` twice: searchOtaJobs.\n");
  await copy.write("docs/guide.md", "searchOtaJobsOptions\n\nAn operatorNotAllowed, NotFound and empty.\n");
  await copy.write("packages/client/src/generated/operations.ts", "searchOtaJobs");
  await copy.write("packages/client/CHANGELOG.md", "The scenario `operatorNotAllowed` is new.\n");
  await copy.initialize();
  await copy.write("new.ts", "\n\nsearchOtaJobs\nsearchOtaJobs\n");
});

afterAll(() => copy?.remove());

it("lists where renamed and removed names of the spec still stand, whether git tracks the file or not", async () => {
  const { base, revision } = await edited([
    ["search/operationId", "findOtaJobs"],
    ["answers/operatorNotAllowed", undefined],
    ["answers/empty", undefined],
    ["codes/99404", undefined],
  ]);
  expect(findLeftNames(copy.root, base, revision)).toEqual([
    { name: "searchOtaJobs", places: ["README.md:2", "new.ts:3, 4"] },
    { name: "operatorNotAllowed", places: ["docs/guide.md:3"] },
    { name: "NotFound", places: ["docs/guide.md:3"] },
  ]);
});

it("finds nothing where no name is gone", async () => {
  const { base } = await edited([]);
  expect(findLeftNames(copy.root, base, base)).toEqual([]);
});
