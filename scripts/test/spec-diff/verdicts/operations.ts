import { type Case, row } from "./case.ts";

/** Changes of operations, statuses, headers and security, and of words. */
export const operationCases: readonly Case[] = [
  row(
    "an operation is added",
    [
      [
        "paths/~connect-service~v2.1~ota-tasks",
        { post: { operationId: "searchOtaTasks", responses: { 200: { description: "New. [assumed]" } } } },
      ],
    ],
    "additive",
    "minor",
  ),
  row(
    "an operation is removed",
    [["paths/~apim-token-service~v2.0~token~refresh", undefined]],
    "breaking",
    "major",
  ),
  row("an operation is renamed", [["search/operationId", "findOtaJobs"]], "breaking", "major"),
  row(
    "a status is added",
    [["search/responses/409", { description: "New. [assumed]" }]],
    "additive",
    "minor",
  ),
  row("a status is removed", [["search/responses/413", undefined]], "breaking", "major"),
  row(
    "an answer gets another header",
    [["components/responses/TooManyRequests/headers/zone", { schema: { type: "string" } }]],
    "additive",
    "minor",
  ),
  row(
    "a header of an answer is removed",
    [["components/responses/TooManyRequests/headers", undefined]],
    "breaking",
    "major",
  ),
  row(
    "another security header becomes required",
    [
      [
        "components/securitySchemes/zone",
        { type: "apiKey", in: "header", name: "zone", description: "New. [assumed]" },
      ],
      ["security", [{ accessToken: [], signature: [], timestamp: [], zone: [] }]],
    ],
    "breaking",
    "major",
  ),
  row(
    "a security header is renamed",
    [["components/securitySchemes/signature/name", "x-signature"]],
    "breaking",
    "major",
  ),
  row(
    "the default server changes",
    [["servers/0/url", "https://{apigwAddress}/v2"]],
    "documentation",
    "major",
    "users give the base URL themselves",
  ),
  row(
    "a schema is added",
    [["schemas/OtaTask", { type: "object", description: "New. [assumed]" }]],
    "additive",
    "patch",
    "its type is exported",
  ),
  row(
    "a schema is inlined",
    [
      [
        "JobInfo/properties/type",
        { type: "string", enum: ["verify", "upgrade"], description: "Kind. [documented]" },
      ],
      ["schemas/JobType", undefined],
    ],
    "breaking",
    "patch",
    "the type of its name was exported",
  ),
  row(
    "a description is reworded",
    [["JobInfo/properties/orgId/description", "Whose job it is. [documented]"]],
    "documentation",
    "patch",
  ),
  row("a summary is reworded", [["search/summary", "Find OTA jobs"]], "documentation", "patch"),
  row("the version of the document changes", [["info/version", "2.2.0"]], "documentation", "patch"),
  row("a tag is reworded", [["tags/0/description", "Jobs. [documented]"]], "documentation", "patch"),
  row(
    "an example of a request is added",
    [
      [
        "search/requestBody/content/application~json/examples/byStatus",
        { value: { expression: "status = 'started'" } },
      ],
    ],
    "documentation",
    "minor",
    "it is only read",
  ),
];
