import { type Case, row } from "./case.ts";

/** Changes of error codes, page limits, times and scenarios. */
export const tableCases: readonly Case[] = [
  row(
    "an error code is added",
    [["codes/99501", { name: "Busy", message: "busy", meaning: "Busy. [assumed]", retryable: true }]],
    "additive",
    "none",
  ),
  row("an error code is removed", [["codes/99404", undefined]], "breaking", "none"),
  row(
    "an error code is listed in the enum too",
    [
      ["codes/99501", { name: "Busy", message: "busy", meaning: "Busy. [assumed]", retryable: true }],
      [
        "schemas/BusinessErrorCode/enum",
        [
          1001, 1002, 1003, 1004, 1005, 1202, 1203, 1204, 4011, 4012, 24500, 99400, 99403, 99404, 99500,
          99501,
        ],
      ],
    ],
    "additive",
    "major",
    "every user has to expect codes that are not listed",
  ),
  row("an error code is renamed", [["codes/99404/name", "Missing"]], "breaking", "none"),
  row("a code is no longer worth a retry", [["codes/24500/retryable", false]], "breaking", "none"),
  row("a code becomes worth a retry", [["codes/99404/retryable", true]], "additive", "none"),
  row("a code no longer means a new token", [["codes/1203/recovery", undefined]], "breaking", "none"),
  row("a code now means a new token", [["codes/99403/recovery", "refreshToken"]], "additive", "none"),
  row(
    "a code is explained better",
    [["codes/99404/meaning", "There is no such thing. [documented]"]],
    "documentation",
    "none",
  ),
  row("the limit of a page falls", [["page/x-enos-pagination/maximumPageSize", 100]], "breaking", "none"),
  row("the limit of a page rises", [["page/x-enos-pagination/maximumPageSize", 500]], "additive", "none"),
  row("pages get another default size", [["page/x-enos-pagination/defaultPageSize", 20]], "breaking", "none"),
  row(
    "pages get another recommended size",
    [["page/x-enos-pagination/recommendedPageSize", 100]],
    "additive",
    "none",
  ),
  row(
    "pages are sorted the other way",
    [["page/x-enos-pagination/sortedBy/order", "ASC"]],
    "breaking",
    "none",
  ),
  row("tokens live longer", [["x-enos-timing/tokenLifetimeSeconds", 14400]], "additive", "none"),
  row(
    "a time is no longer known",
    [["x-enos-timing/consistencyDelaySeconds", undefined]],
    "breaking",
    "none",
  ),
  row("a scenario is added", [["answers/thirdPage", { value: { code: 0 } }]], "additive", "minor"),
  row(
    "a scenario is removed",
    [["answers/empty", undefined]],
    "breaking",
    "patch",
    "its name is a type of the mock",
  ),
  row("a scenario gets other data", [["answers/empty/value/requestId", "another"]], "documentation", "none"),
];
