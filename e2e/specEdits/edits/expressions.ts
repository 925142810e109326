import { deciding, edit, expression, fields, type SpecEdit } from "../edit.ts";

/** Edits of what an expression may say. */
export const expressionEdits: readonly SpecEdit[] = [
  edit("an operator is added", [
    [...fields, "status", "operators"],
    ["=", "in"],
  ]),
  deciding(
    "an operator is dropped",
    [[[...fields, "firmwareVersion", "operators"], ["="]]],
    // The vendor's sample code uses it, and so do documents.
    [
      "packages/query/test/samples.test.ts: the vendor's samples firmwareVersion in ('1.1','1.2')",
      ...["README.md", "packages/query/README.md"],
    ],
  ),
  edit("a text becomes queryable", [[...fields, "jobId"], { operators: ["=", "in"] }]),
  edit("a number becomes queryable", [[...fields, "createTime"], { operators: ["=", "in"] }]),
  edit("a boolean becomes queryable", [[...fields, "enableUpgradeRequest"], { operators: ["="] }]),
  edit("a locale is added", [
    [...fields, "firmwareName", "localized", "members", "fr_FR"],
    { fallback: "defaultValue" },
  ]),
  edit("a locale that samples use is documented", [
    [...fields, "firmwareName", "localized", "members", "ja_JP"],
    { fallback: "defaultValue" },
  ]),
  deciding(
    "conditions are joined in capitals",
    [[[...expression, "connective"], "AND"]],
    // It shows what conditions print.
    ["packages/query/README.md shows something else."],
  ),
  edit("the message for an operator is reworded", [
    [...expression, "operatorNotAllowed", "message"],
    "Operator {operator} is not among {allowed}",
  ]),
];
