import { type Case, row, text } from "./case.ts";

/** Changes of what is sent. */
export const requestCases: readonly Case[] = [
  row(
    "a required request field is added",
    [
      ["schemas/SearchRequest/properties/scope", text],
      ["schemas/SearchRequest/required", ["scope"]],
    ],
    "breaking",
    "major",
  ),
  row(
    "an optional request field is added",
    [["schemas/SearchRequest/properties/scope", text]],
    "additive",
    "minor",
  ),
  row(
    "a request field becomes required",
    [["schemas/SearchRequest/required", ["expression"]]],
    "breaking",
    "major",
  ),
  row(
    "a request field becomes optional",
    [["page/required", ["pageNo"]]],
    "additive",
    "patch",
    "callers may now leave it out",
  ),
  row(
    "a request field is removed",
    [
      ["page/properties/pageSize", undefined],
      ["page/required", ["pageNo"]],
    ],
    "breaking",
    "major",
  ),
  row("a request field changes its type", [["page/properties/pageNo/type", "string"]], "breaking", "major"),
  row(
    "a request field accepts another type",
    [["page/properties/pageNo/type", ["integer", "string"]]],
    "additive",
    "patch",
    "callers may send more",
  ),
  row("a request field becomes an enum", [["page/properties/pageSize/enum", [10, 50]]], "breaking", "major"),
  row(
    "the maximum page size decreases",
    [
      ["page/properties/pageSize/maximum", 100],
      ["page/x-enos-pagination/maximumPageSize", 100],
    ],
    "breaking",
    "major",
  ),
  row(
    "the maximum page size increases",
    [
      ["page/properties/pageSize/maximum", 500],
      ["page/x-enos-pagination/maximumPageSize", 500],
    ],
    "additive",
    "patch",
    "callers may send more",
  ),
  row(
    "a request field gets a pattern",
    [["schemas/SearchRequest/properties/expression/pattern", "^p"]],
    "breaking",
    "major",
  ),
  row(
    "a request field gets a default",
    [["page/properties/pageSize/default", 10]],
    "breaking",
    "patch",
    "who gave nothing now gets something else",
  ),
  row(
    "a required parameter is added",
    [
      [
        "search/parameters/2",
        {
          name: "zone",
          in: "query",
          required: true,
          description: "New. [assumed]",
          schema: { type: "string" },
        },
      ],
    ],
    "breaking",
    "major",
  ),
  row(
    "an optional parameter is added",
    [
      [
        "search/parameters/2",
        { name: "zone", in: "query", description: "New. [assumed]", schema: { type: "string" } },
      ],
    ],
    "additive",
    "minor",
  ),
  row("a parameter is renamed", [["search/parameters/1/name", "organization"]], "breaking", "major"),
  row(
    "the value of a constant parameter changes",
    [["search/parameters/0/schema/const", "find"]],
    "breaking",
    "major",
  ),
];
