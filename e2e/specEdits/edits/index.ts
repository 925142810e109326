import type { SpecEdit } from "../edit.ts";
import { answerEdits } from "./answers.ts";
import { codeEdits } from "./codes.ts";
import { expressionEdits } from "./expressions.ts";
import { operationEdits } from "./operations.ts";

/** Every edit that is tried. */
export const table: readonly SpecEdit[] = [
  ...answerEdits,
  ...expressionEdits,
  ...operationEdits,
  ...codeEdits,
];
