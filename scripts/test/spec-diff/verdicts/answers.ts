import { type Case, neverReceived, row, sameForms, text } from "./case.ts";

const jobRequired = [
  ...["orgId", "jobId", "name", "firmwareId", "type", "enableUpgradeRequest", "upgradeScope"],
  ...["upgradeTimeout", "status", "createTime"],
];
const retryPolicies = [{ $ref: "#/components/schemas/RetryPolicy" }, { type: "null" }];
const invisible = "a bound of a received value is in no type; only those who validate answers notice it";

/** Changes of what is received. */
export const answerCases: readonly Case[] = [
  row("a field of the answer is added", [["JobInfo/properties/priority", text]], "additive", "minor"),
  row(
    "a required field of the answer is added",
    [
      ["JobInfo/properties/priority", text],
      ["JobInfo/required", [...jobRequired, "priority"]],
    ],
    "additive",
    "minor",
  ),
  row(
    "a field of the answer is removed",
    [
      ["JobInfo/properties/upgradeTimeout", undefined],
      ["JobInfo/required", jobRequired.filter((name) => name !== "upgradeTimeout")],
    ],
    "breaking",
    "major",
  ),
  row(
    "a field of the answer may be missing",
    [["JobInfo/required", jobRequired.filter((name) => name !== "upgradeTimeout")]],
    "breaking",
    "major",
  ),
  row(
    "a field of the answer is always there",
    [["JobInfo/required", [...jobRequired, "firmwareVersion"]]],
    "additive",
    "patch",
    "readers need one check less",
  ),
  row(
    "a field of the answer may be null",
    [["JobInfo/properties/firmwareVersion/type", ["string", "null"]]],
    "breaking",
    "major",
  ),
  row(
    "a field of the answer is never null",
    [["JobInfo/properties/maximumConcurrency/type", "integer"]],
    "additive",
    "patch",
    "readers need one check less",
  ),
  row(
    "a field of the answer changes its type",
    [["JobInfo/properties/upgradeTimeout/type", "string"]],
    "breaking",
    "major",
  ),
  row(
    "an enum of the answer gains a value",
    [["schemas/UpgradeScope/properties/type/enum", ["total", "partial", "canary"]]],
    "breaking",
    "major",
  ),
  row(
    "an enum of the answer loses a value",
    [["schemas/UpgradeScope/properties/type/enum", ["total"]]],
    "breaking",
    "patch",
    neverReceived,
  ),
  row(
    "an enum of the answer becomes any string",
    [["schemas/UpgradeScope/properties/type/enum", undefined]],
    "breaking",
    "major",
  ),
  row(
    "a string of the answer becomes an enum",
    [["JobInfo/properties/orgId/enum", ["o1"]]],
    "breaking",
    "patch",
    neverReceived,
  ),
  row(
    "an answer gains another possible schema",
    [["JobInfo/properties/retryPolicy/oneOf/2", { type: "string" }]],
    "breaking",
    "major",
  ),
  row(
    "the forms of an answer no longer exclude one another",
    [
      ["JobInfo/properties/retryPolicy/oneOf", undefined],
      ["JobInfo/properties/retryPolicy/anyOf", retryPolicies],
    ],
    "additive",
    "major",
    sameForms,
  ),
  row(
    "the forms of an answer change, and no longer exclude one another",
    [
      ["JobInfo/properties/retryPolicy/oneOf", undefined],
      ["JobInfo/properties/retryPolicy/anyOf", [...retryPolicies, { type: "string" }]],
    ],
    "breaking",
    "major",
  ),
  row(
    "a bound of the answer is removed",
    [["JobInfo/properties/startSchedule/maximum", undefined]],
    "additive",
    "major",
    invisible,
  ),
  row(
    "a bound of the answer is tightened",
    [["JobInfo/properties/startSchedule/maximum", 43200]],
    "additive",
    "patch",
    invisible,
  ),
  row(
    "a format of the answer changes",
    [["JobInfo/properties/createTime/format", "int32"]],
    "additive",
    "major",
    invisible,
  ),
  row(
    "a bound of a token's answer changes",
    [["schemas/TokenSuccess/properties/data/properties/expire/minimum", 60]],
    "documentation",
    "patch",
  ),
  row(
    "a field of the answer is deprecated",
    [["JobInfo/properties/orgId/deprecated", true]],
    "additive",
    "patch",
    "editors strike the field out: users should read of it",
  ),
  row(
    "a field of the answer is renamed",
    [
      ["JobInfo/properties/startAfterCreate", undefined],
      [
        "JobInfo/properties/startsAfterCreate",
        { type: "boolean", deprecated: true, description: "New. [assumed]" },
      ],
    ],
    "breaking",
    "major",
  ),
  row(
    "a required field of the answer is renamed",
    [
      ["JobInfo/properties/upgradeTimeout", undefined],
      [
        "JobInfo/properties/timeout",
        { type: "integer", format: "int64", minimum: 0, description: "New. [assumed]" },
      ],
      ["JobInfo/required", jobRequired.map((name) => (name === "upgradeTimeout" ? "timeout" : name))],
    ],
    "breaking",
    "major",
  ),
  row(
    "a field of the answer makes way for two of its kind",
    [
      ["JobInfo/properties/startSchedule", undefined],
      ["JobInfo/properties/one", { type: "string", description: "New. [assumed]" }],
      ["JobInfo/properties/other", { type: "string", description: "New. [assumed]" }],
    ],
    "breaking",
    "major",
  ),
  row(
    "an enum of the answer loses one value and gets another",
    [["schemas/UpgradeScope/properties/type/enum", ["total", "canary"]]],
    "breaking",
    "major",
  ),
  row(
    "an answer takes one form less",
    [["JobInfo/properties/retryPolicy/oneOf", retryPolicies.slice(0, 1)]],
    "additive",
    "patch",
    "readers need one check less",
  ),
  row(
    "a field of the answer gets a hint for other generators",
    [["schemas/SearchSuccess/properties/code/x-go-custom-tag", 'validate:"max=0"']],
    "documentation",
    "patch",
  ),
  row(
    "a field within a list of the answer is added",
    [["schemas/AssetTreeScope/properties/depth", text]],
    "additive",
    "minor",
  ),
  row(
    "a field of the answer beside the jobs is added",
    [["schemas/PaginationResponse/properties/isLast", text]],
    "additive",
    "minor",
  ),
  row(
    "a field of a token's answer is added",
    [["schemas/TokenSuccess/properties/scope", text]],
    "additive",
    "minor",
  ),
];
