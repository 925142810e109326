import { afterAll, beforeAll, expect, it } from "vitest";
import { RepositoryCopy } from "../../repositoryCopy.ts";
import { findLeftNames } from "../../spec-update/leftNames.ts";
import { edited } from "../support/edit.ts";

let copy: RepositoryCopy;

beforeAll(async () => {
  copy = await RepositoryCopy.create({ only: ["package.json"], dependencies: "none" });
  await copy.write("README.md", "First\n`searchOtaJobs` twice: searchOtaJobs.\n");
  await copy.write("docs/guide.md", "searchOtaJobsOptions\n\nAn operatorNotAllowed, NotFound and empty.\n");
  await copy.write(
    "docs/reference.md",
    [
      "It calls https://host/connect-service/v2.1/ota-jobs with apim-signature.",
      "`startAfterCreate` and `name.zh_CN` are read; _Read OTA_ is needed.",
      "99404 is not 199404.",
    ].join("\n"),
  );
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
    { name: "99404", places: ["docs/reference.md:3"] },
  ]);
});

it("lists paths, headers, properties, locales and permissions, too", async () => {
  const { base, revision } = await edited([
    ["components/securitySchemes/signature/name", "x-signature"],
    ["JobInfo/properties/startAfterCreate", undefined],
    ["fields/name/localized/members/zh_CN", undefined],
    ["fields/firmwareName/localized/members/zh_CN", undefined],
    ["search/x-enos-permission/operation", "Read jobs"],
  ]);
  const moved = revision.replace("/connect-service/v2.1/ota-jobs", "/connect-service/v2.2/ota-jobs");
  expect(findLeftNames(copy.root, base, moved)).toEqual([
    { name: "/connect-service/v2.1/ota-jobs", places: ["docs/reference.md:1"] },
    { name: "apim-signature", places: ["docs/reference.md:1"] },
    { name: "startAfterCreate", places: ["docs/reference.md:2"] },
    { name: "zh_CN", places: ["docs/reference.md:2"] },
    { name: "Read OTA", places: ["docs/reference.md:2"] },
  ]);
});

it("finds nothing where no name is gone", async () => {
  const { base } = await edited([]);
  expect(findLeftNames(copy.root, base, base)).toEqual([]);
});
