import { operations } from "../../../packages/client/src/generated/operations.ts";
import { Moved } from "../../support/editSpec.ts";
import { deciding, edit, examples, pagination, type SpecEdit, schemas, search } from "../edit.ts";

/** Edits of paths, headers, requests, pages and scenarios. */
export const operationEdits: readonly SpecEdit[] = [
  edit(
    "the largest page shrinks",
    [[...pagination, "maximumPageSize"], 120],
    [[...schemas, "PaginationRequest", "properties", "pageSize", "maximum"], 120],
  ),
  edit("another page size is recommended", [[...pagination, "recommendedPageSize"], 40]),
  edit("another page size is the default", [[...pagination, "defaultPageSize"], 20]),
  edit("the order is reversed", [[...pagination, "sortedBy", "order"], "ASC"]),
  deciding(
    "the path has another version",
    [[["paths", "/connect-service/v2.2/ota-jobs"], new Moved("paths", operations.searchOtaJobs.path)]],
    // The bare client is called by path.
    ["packages/client/README.md shows something else."],
  ),
  deciding(
    "an operation is renamed",
    [[[...search, "operationId"], "findOtaJobs"]],
    // Code says by its name which operation it means; the report lists the texts that name it, too.
    [
      ...["src/cli/requestLine.ts", "src/cli/requestLine.ts", "src/cli/run.ts", "src/engine/engine.ts"],
      ...["src/http/openapiFetch.ts", "src/http/openapiFetch.ts", "src/http/openapiFetch.ts"],
      "src/matchers/toHaveSearchedFor.ts",
    ],
  ),
  edit("a header is renamed", [["components", "securitySchemes", "signature", "name"], "x-apim-signature"]),
  deciding(
    "a request needs one more field",
    [
      [
        [...schemas, "SearchRequest", "properties", "scope"],
        { type: "string", description: "New. [assumed]" },
      ],
      [[...schemas, "SearchRequest", "required"], ["scope"]],
    ],
    // Each sample of a request has to say what it would pass.
    Array.from(
      { length: 3 },
      () => "The example does not fit its schema: The example must have required property 'scope'.",
    ),
  ),
  edit("a scenario is added", [
    [...examples, "nothingToday"],
    { summary: "Nothing", value: { code: 0, msg: "OK", requestId: "r", data: [] } },
  ]),
  edit("a scenario is removed", [[...examples, "verifyJob"], undefined]),
  edit("another permission is needed", [
    [...search, "x-enos-permission"],
    { service: "Jobs", operation: "Read" },
  ]),
];
