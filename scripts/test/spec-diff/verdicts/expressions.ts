import { type Case, neverReceived, row } from "./case.ts";

/** Changes of the expression language. */
export const expressionCases: readonly Case[] = [
  row("a field can be named in expressions", [["fields/orgId", { operators: ["="] }]], "additive", "none"),
  row(
    "a field can no longer be named in expressions",
    [["fields/firmwareId", undefined]],
    "breaking",
    "none",
  ),
  row("a field gains an operator", [["fields/status/operators", ["=", "in"]]], "additive", "none"),
  row("a field loses an operator", [["fields/productKey/operators", ["="]]], "breaking", "none"),
  row("an operator is replaced by another", [["fields/status/operators", ["in"]]], "breaking", "none"),
  row(
    "an enum used in expressions loses a value",
    [["schemas/JobStatus/enum", ["started"]]],
    "breaking",
    "patch",
    neverReceived,
  ),
  row(
    "a localized field gains a language",
    [["fields/name/localized/members/ja_JP", { fallback: "defaultValue" }]],
    "additive",
    "none",
  ),
  row(
    "a localized field loses a language",
    [["fields/name/localized/members/zh_CN", undefined]],
    "breaking",
    "none",
  ),
  row("a language loses its fallback", [["fields/name/localized/members/zh_CN", {}]], "breaking", "none"),
  row(
    "the bare name of a field reads another language",
    [["fields/name/localized/any", ["defaultValue", "zh_CN", "en_US", "ja_JP"]]],
    "breaking",
    "none",
  ),
  row("a localized field becomes a plain string", [["fields/name/localized", undefined]], "breaking", "none"),
  row("the connective changes", [["language/connective", "AND"]], "breaking", "none"),
  row(
    "the API's message is reworded",
    [["language/operatorNotAllowed/message", "No {operator}, only {allowed}"]],
    "documentation",
    "none",
  ),
  row(
    "an operator that is not allowed gets another error code",
    [["language/operatorNotAllowed/code", 99404]],
    "breaking",
    "none",
  ),
  row(
    "a field is renamed",
    [
      ["fields/firmwareVersion", undefined],
      ["fields/jobId", { operators: ["=", "in"] }],
    ],
    "breaking",
    "none",
  ),
  row(
    "a number can be named in expressions",
    [["fields/createTime", { operators: ["="] }]],
    "additive",
    "none",
  ),
  row("a closed field opens", [["schemas/JobStatus/enum", undefined]], "breaking", "major"),
  row(
    "an open field closes",
    [["JobInfo/properties/firmwareVersion/enum", ["1.0"]]],
    "breaking",
    "patch",
    neverReceived,
  ),
  row(
    "a field of expressions changes its type",
    [["JobInfo/properties/firmwareVersion/type", "integer"]],
    "breaking",
    "major",
  ),
];
