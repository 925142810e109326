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
    "an error code is added to the enum as well",
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
  row("an error code is no longer retryable", [["codes/24500/retryable", false]], "breaking", "none"),
  row("an error code becomes retryable", [["codes/99404/retryable", true]], "additive", "none"),
  row(
    "an error code no longer requires a new token",
    [["codes/1203/recovery", undefined]],
    "breaking",
    "none",
  ),
  row(
    "an error code now requires a new token",
    [["codes/99403/recovery", "refreshToken"]],
    "additive",
    "none",
  ),
  row(
    "the description of an error code changes",
    [["codes/99404/meaning", "There is no such thing. [documented]"]],
    "documentation",
    "none",
  ),
  row("the page size limit decreases", [["page/x-enos-pagination/maximumPageSize", 100]], "breaking", "none"),
  row("the page size limit increases", [["page/x-enos-pagination/maximumPageSize", 500]], "additive", "none"),
  row("the default page size changes", [["page/x-enos-pagination/defaultPageSize", 20]], "breaking", "none"),
  row(
    "the recommended page size changes",
    [["page/x-enos-pagination/recommendedPageSize", 100]],
    "additive",
    "none",
  ),
  row("the sort direction changes", [["page/x-enos-pagination/sortedBy/order", "ASC"]], "breaking", "none"),
  row("the token lifetime increases", [["x-enos-timing/tokenLifetimeSeconds", 14400]], "additive", "none"),
  row("waiting begins later", [["x-enos-timing/consistencyDelaySeconds", 5]], "additive", "none"),
  row(
    "signatures are accepted for longer",
    [["x-enos-timing/signatureWindowSeconds", 1200]],
    "additive",
    "none",
  ),
  row(
    "another permission is needed",
    [["search/x-enos-permission", { service: "Jobs", operation: "Read" }]],
    "documentation",
    "none",
  ),
  row(
    "pages are numbered from 0",
    [
      ["page/x-enos-pagination/firstPageNo", 0],
      ["page/properties/pageNo/minimum", 0],
    ],
    "breaking",
    "patch",
    "the same number is another page",
  ),
  row(
    "a code now says that the keys are wrong",
    [["codes/1004/recovery", "fixCredentials"]],
    "additive",
    "none",
  ),
  row(
    "a scenario has another status",
    [
      ["components/responses/Forbidden/content/application~json/examples", undefined],
      [
        "components/responses/BadRequest/content/application~json/examples/ipNotAllowed",
        { value: { message: "Your IP address is not allowed" } },
      ],
    ],
    "breaking",
    "minor",
    "the name stands for another answer",
  ),
  row(
    "a scenario is left to fewer operations",
    [["search/responses/403", { description: "No. [assumed]" }]],
    "breaking",
    "major",
  ),
  row("a scenario is added", [["answers/thirdPage", { value: { code: 0 } }]], "additive", "minor"),
  row(
    "a scenario is removed",
    [["answers/empty", undefined]],
    "breaking",
    "patch",
    "its name is a type of the mock",
  ),
  row(
    "the data of a scenario change",
    [["answers/empty/value/requestId", "another"]],
    "documentation",
    "none",
  ),
];
