import { describe, expect, it } from "vitest";
import { parseSource } from "../../generate/readSource.ts";
import { SpecError } from "../../generate/source/specError.ts";
import { type Edit, edited } from "../support/edit.ts";

/** The lines of the refusal; none if the spec is accepted. */
function refusal(spec: string | Uint8Array): readonly string[] {
  try {
    parseSource(typeof spec === "string" ? Buffer.from(spec) : spec);
    return [];
  } catch (error) {
    if (error instanceof SpecError) return error.message.split("\n");
    throw error;
  }
}

interface Mistake {
  readonly title: string;
  readonly edits: readonly Edit[];
  /** What the refusal says. */
  readonly says: RegExp;
  /** What stands at the line and column of the refusal. */
  readonly at: string;
}

const mistakes: readonly Mistake[] = [
  {
    title: "an unknown operator",
    edits: [["fields/name/operators", ["lik"]]],
    says: /"lik" is not allowed here; did you mean like\? Allowed are =, in, like\./,
    at: "lik",
  },
  {
    title: "a string in the place of the list of operators",
    edits: [["fields/status/operators", "="]],
    says: /operators must be a list, but is "="/,
    at: "=",
  },
  {
    title: "a misspelt key of a field",
    edits: [["fields/name/localised", {}]],
    says: /localised is no key of name; did you mean localized\? Allowed are operators, localized\./,
    at: "localised",
  },
  {
    title: "a misspelt key of an error code",
    edits: [["codes/99404/retriable", true]],
    says: /retriable is no key of 99404; did you mean retryable\?/,
    at: "retriable",
  },
  {
    title: "a misspelt extension of a schema",
    edits: [["schemas/PaginationRequest/x-enos-paging", {}]],
    says: /no extension x-enos-paging here/,
    at: "x-enos-paging",
  },
  {
    title: "an unknown extension at the root of the document",
    edits: [["x-enos-limits", {}]],
    says: /no extension x-enos-limits here.*x-enos-timing/,
    at: "x-enos-limits",
  },
  {
    title: "a recommended page size above the maximum",
    edits: [["page/x-enos-pagination/recommendedPageSize", 100_000]],
    says: /recommendedPageSize is 100000, more than maximumPageSize/,
    at: "100000",
  },
  {
    title: "a default page size above the maximum",
    edits: [["page/x-enos-pagination/defaultPageSize", 100_000]],
    says: /defaultPageSize is 100000, more than maximumPageSize/,
    at: "100000",
  },
  {
    title: "a page size of zero",
    edits: [["page/x-enos-pagination/defaultPageSize", 0]],
    says: /defaultPageSize must be >= 1; it is 0/,
    at: "0",
  },
  {
    title: "a limit that differs from the bound in its schema",
    edits: [["page/properties/pageSize/maximum", 199]],
    says: /maximumPageSize is \d+, but the schema's pageSize\.maximum is 199; they must be equal/,
    at: "",
  },
  {
    title: "a string in the place of a number",
    edits: [["x-enos-timing/tokenLifetimeSeconds", "two hours"]],
    says: /tokenLifetimeSeconds must be a number, but is "two hours"/,
    at: "two hours",
  },
  {
    title: "a missing duration",
    edits: [["x-enos-timing/tokenLifetimeSeconds", undefined]],
    says: /x-enos-timing needs the key tokenLifetimeSeconds/,
    at: "x-enos-timing",
  },
  {
    title: "sorting by a field that is not a number",
    edits: [["page/x-enos-pagination/sortedBy/field", "orgId"]],
    says: /sorted by a required number only, and orgId is not one/,
    at: "orgId",
  },
  {
    title: "sorting by a field that does not exist",
    edits: [["page/x-enos-pagination/sortedBy/field", "created"]],
    says: /JobInfo has no property created to sort by/,
    at: "created",
  },
  {
    title: "an unknown sort direction",
    edits: [["page/x-enos-pagination/sortedBy/order", "DOWN"]],
    says: /"DOWN" is not allowed here\. Allowed are ASC, DESC/,
    at: "DOWN",
  },
  {
    title: "an undescribed error code for operators that are not allowed",
    edits: [["language/operatorNotAllowed/code", 99499]],
    says: /The code 99499 is not described in x-enos-error-codes/,
    at: "99499",
  },
  {
    title: "an unknown placeholder in a message",
    edits: [["language/operatorNotAllowed/message", "No {operators}, only {allowed}"]],
    says: /\{operators\} cannot be filled in; did you mean \{operator\}\?/,
    at: "No {operators}",
  },
  {
    title: "a connective other than and",
    edits: [["language/connective", "or"]],
    says: /"or" is not allowed here.* Allowed are and, AND/,
    at: "or",
  },
  {
    title: "retryable with a value that is not a boolean",
    edits: [["codes/99404/retryable", "yes"]],
    says: /retryable must be true or false, but is "yes"/,
    at: "yes",
  },
  {
    title: "an unknown recovery",
    edits: [["codes/99404/recovery", "retry"]],
    says: /"retry" is not allowed here\. Allowed are refreshToken, fixCredentials/,
    at: "retry",
  },
  {
    title: "an error code that is not a number",
    edits: [["codes/E99", { name: "Odd", message: "odd", meaning: "Odd. [assumed]", retryable: false }]],
    says: /E99 cannot be a key of x-enos-error-codes/,
    at: "E99",
  },
  {
    title: "an error code that is missing from the enum",
    edits: [["codes/99501", { name: "Odd", message: "odd", meaning: "Odd. [assumed]", retryable: false }]],
    says: /The code 99501 is missing in the list BusinessErrorCode\.enum/,
    at: '"99501"',
  },
  {
    title: "an error code that exists only in the enum",
    edits: [["schemas/BusinessErrorCode/enum/0", 77]],
    says: /The code 77 is not described/,
    at: "77",
  },
  {
    title: "two error codes with the same name",
    edits: [["codes/99404/name", "InvalidArgument"]],
    says: /The codes 99400 and 99404 are both named InvalidArgument/,
    at: "InvalidArgument",
  },
  {
    title: "two operations with the same name",
    edits: [["paths/~apim-token-service~v2.0~token~get/post/operationId", "searchOtaJobs"]],
    says: /Two operations are named searchOtaJobs; each needs an operationId of its own/,
    at: "searchOtaJobs",
  },
  {
    title: "an unknown fallback locale",
    edits: [["fields/name/localized/members/en_US/fallback", "fr_FR"]],
    says: /fr_FR is not another member of name/,
    at: "fr_FR",
  },
  {
    title: "an invalid locale",
    edits: [["fields/name/localized/members/Chinese", {}]],
    says: /Chinese cannot be a key of members/,
    at: "Chinese",
  },
  {
    title: "a searchable field that the record does not have",
    edits: [["fields/firmwareKey", { operators: ["="] }]],
    says: /JobInfo has no property firmwareKey/,
    at: "firmwareKey",
  },
  {
    title: "a searchable field whose value is an object or a list",
    edits: [["fields/upgradeScope", { operators: ["="] }]],
    says: /upgradeScope is object, and an expression compares with one text, number or boolean/,
    at: "upgradeScope",
  },
  {
    title: "the operator like for a number",
    edits: [["fields/createTime", { operators: ["=", "like"] }]],
    says: /createTime is integer, and like compares texts only\. Allowed are =, in\./,
    at: "like",
  },
  {
    title: "a searchable field that is an enum of numbers",
    edits: [
      ["JobInfo/properties/createTime/enum", [1591171274788, 1590747511000, 1645522209000]],
      ["fields/createTime", { operators: ["="] }],
    ],
    says: /createTime is integer with an enum; expressions can list the values of texts only/,
    at: "createTime",
  },
  {
    title: "localized names for a plain string",
    edits: [["fields/status/localized", { any: ["defaultValue"], members: { defaultValue: {} } }]],
    says: /status is no text in several languages/,
    at: "localized",
  },
  {
    title: "an unknown record",
    edits: [["language/record", "Jobs"]],
    says: /There is no schema Jobs/,
    at: "Jobs",
  },
  {
    title: "an unknown type",
    edits: [["JobInfo/properties/orgId/type", "text"]],
    says: /"text" is no type of JSON Schema/,
    at: "text",
  },
  {
    title: "an invalid JSON Schema",
    edits: [["JobInfo/properties/orgId/minLength", "one"]],
    says: /minLength must be integer/,
    at: "one",
  },
  {
    title: "a required property that does not exist",
    edits: [["JobInfo/required/0", "orgID"]],
    says: /required names orgID, which is not among the properties; did you mean orgId\?/,
    at: "orgID",
  },
  {
    title: "an example that does not fit its schema",
    edits: [["answers/found/value/data/0/status", "paused"]],
    says: /The example does not fit its schema: data\.0\.status must be equal to one of the allowed values/,
    at: "paused",
  },
  {
    title: "a request example that does not fit its schema",
    edits: [["search/requestBody/content/application~json/examples/byProductKey/value/sorters", []]],
    says: /The example does not fit its schema: The example must NOT have additional properties \("sorters"\)/,
    at: "",
  },
  {
    title: "two different examples with the same name",
    edits: [
      [
        "paths/~apim-token-service~v2.0~token~get/post/responses/200/content/application~json/examples/found",
        { value: { status: 0, msg: "SUCCESS", data: { accessToken: "a", expire: 1 } } },
      ],
    ],
    says: /Two different response examples are named found/,
    at: "found",
  },
  {
    title: "a missing provenance tag",
    edits: [["JobInfo/properties/orgId/description", "The organization."]],
    says: /does not say how well the fact is known.*\[assumed\]/,
    at: "The organization.",
  },
  {
    title: "a misspelt provenance tag",
    edits: [["JobInfo/properties/orgId/description", "The organization. [documentd]"]],
    says: /\[documentd\] is no provenance tag/,
    at: "The organization.",
  },
  {
    title: "a reference to another file",
    edits: [["JobInfo/properties/type", { $ref: "other.yaml#/a" }]],
    says: /The reference other\.yaml#\/a leaves the file/,
    at: "other.yaml",
  },
  {
    title: "a reference to something that does not exist",
    edits: [["JobInfo/properties/type", { $ref: "#/components/schemas/Nothing" }]],
    says: /The reference #\/components\/schemas\/Nothing cannot be resolved/,
    at: '"#/components/schemas/Nothing"',
  },
  {
    title: "a header name in upper case",
    edits: [["components/securitySchemes/signature/name", "Apim Signature"]],
    says: /"Apim Signature" cannot be used here: The name of a header, in lower case\./,
    at: "Apim Signature",
  },
  {
    title: "a missing security scheme",
    edits: [["components/securitySchemes/signature", undefined]],
    says: /securitySchemes needs the key signature/,
    at: "securitySchemes",
  },
  {
    title: "an unsupported version of OpenAPI",
    edits: [["openapi", "3.0.3"]],
    says: /The generator reads OpenAPI 3\.1/,
    at: "3.0.3",
  },
  {
    title: "a document without a search request",
    edits: [["schemas/SearchRequest", undefined]],
    says: /schemas needs the key SearchRequest/,
    at: "schemas",
  },
];

describe("the generator reports the position of", () => {
  it.each(mistakes)("$title", async ({ edits, says, at }) => {
    const { revision } = await edited(edits);
    const lines = refusal(revision);
    const line = lines.find((text) => says.test(text));
    expect({ lines, says }).toEqual({ lines: expect.arrayContaining([line ?? "no such line"]), says });
    const [, row = "0", column = "0"] = /^spec\/openapi\.yaml:(\d+):(\d+): /.exec(line ?? "") ?? [];
    const found = revision.split("\n")[Number(row) - 1]?.slice(Number(column) - 1) ?? "";
    expect(found.slice(0, at.length)).toBe(at);
    expect(found).not.toBe("");
  });

  it("all mistakes at once", async () => {
    const { revision } = await edited([
      ["fields/name/operators", ["lik"]],
      ["codes/99404/retryable", "yes"],
    ]);
    expect(refusal(revision)).toHaveLength(2);
  });
});

describe("the generator refuses a spec that", () => {
  const minimal = "openapi: 3.1.0\n";

  it.each([
    ["is empty", "", "spec/openapi.yaml:1:1: The file is empty."],
    ["contains only white space", " \n\n", "spec/openapi.yaml:1:1: The file is empty."],
    [
      "contains only a comment",
      "# nothing\n",
      /^spec\/openapi\.yaml:1:1: the document must be a mapping, but is null/,
    ],
    ["is a list", "- a\n", /^spec\/openapi\.yaml:1:1: the document must be a mapping, but is \["a"\]/],
    ["is UTF-16", Buffer.from(`\ufeff${minimal}`, "utf16le"), /UTF-16 or binary; save it as UTF-8/],
    ["is Latin-1", Buffer.from("a: é\n", "latin1"), /not valid UTF-8/],
    ["is not YAML", `${minimal}info: [a\npaths: {}\n`, /^spec\/openapi\.yaml:\d+:\d+: /],
    [
      "contains a merge key",
      `${minimal}a: &a { b: 1 }\nc:\n  <<: *a\n`,
      /^spec\/openapi\.yaml:4:3: The merge key << /,
    ],
    [
      "contains a key twice",
      `${minimal}a: 1\na: 2\n`,
      "spec/openapi.yaml:3:1: The key a is written twice in one mapping.",
    ],
    ["uses an unknown alias", `${minimal}a: *nothing\n`, /^spec\/openapi\.yaml:2:4: .*nothing/],
  ])("%s", (_, spec, says) => {
    expect(refusal(spec)[0]).toMatch(says);
  });
});

it("accepts a byte order mark, CRLF line endings, and more aliases than YAML libraries allow by default", async () => {
  const { base } = await edited([]);
  expect(refusal(`\ufeff${base.replaceAll("\n", "\r\n")}`)).toEqual([]);
  const tags = Array.from({ length: 300 }, (_, index) => `  - { name: tag${index}, description: *text }`);
  const text = base.replace(
    /^tags:\n/m,
    () => `tags:\n  - { name: first, description: &text "A tag. [assumed]" }\n${tags.join("\n")}\n`,
  );
  expect(refusal(text)).toEqual([]);
});
