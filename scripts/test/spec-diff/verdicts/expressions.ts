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
  row("a field takes one more operator", [["fields/status/operators", ["=", "in"]]], "additive", "none"),
  row("a field takes one operator less", [["fields/productKey/operators", ["="]]], "breaking", "none"),
  row("an operator is replaced by another", [["fields/status/operators", ["in"]]], "breaking", "none"),
  row(
    "an enum that expressions name loses a value",
    [["schemas/JobStatus/enum", ["started"]]],
    "breaking",
    "patch",
    neverReceived,
  ),
  row(
    "a localized field gets a language",
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
  row("a language falls back to nothing", [["fields/name/localized/members/zh_CN", {}]], "breaking", "none"),
  row(
    "a bare name reads one more language",
    [["fields/name/localized/any", ["defaultValue", "zh_CN", "en_US", "ja_JP"]]],
    "breaking",
    "none",
  ),
  row("a localized field becomes a plain one", [["fields/name/localized", undefined]], "breaking", "none"),
  row("conditions are joined by another word", [["language/connective", "AND"]], "breaking", "none"),
  row(
    "the API's sentence is reworded",
    [["language/operatorNotAllowed/message", "No {operator}, only {allowed}"]],
    "documentation",
    "none",
  ),
  row(
    "a refused operator gets another code",
    [["language/operatorNotAllowed/code", 99404]],
    "breaking",
    "none",
  ),
];
