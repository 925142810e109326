import { codes, edit, type SpecEdit, schemas } from "../edit.ts";

const known = [1001, 1002, 1003, 1004, 1005, 1202, 1203, 1204, 4011, 4012, 24500, 99400, 99403, 99404, 99500];
const listed = [...schemas, "BusinessErrorCode", "enum"];

/** Edits of error codes and times. */
export const codeEdits: readonly SpecEdit[] = [
  edit(
    "a code is added",
    [
      [...codes, "99501"],
      { name: "Busy", message: "Busy", meaning: "The server is busy. [assumed]", retryable: true },
    ],
    [listed, [...known, 99501]],
  ),
  edit(
    "a code is removed",
    [[...codes, "99404"], undefined],
    [listed, known.filter((code) => code !== 99404)],
  ),
  edit("a code is renamed", [[...codes, "99500", "name"], "ServerError"]),
  edit("a code is no longer worth a retry", [[...codes, "24500", "retryable"], false]),
  edit("the message of a code is reworded", [[...codes, "1003", "message"], "wrong encryption"]),
  edit("tokens live longer", [["x-enos-timing", "tokenLifetimeSeconds"], 14_400]),
];
