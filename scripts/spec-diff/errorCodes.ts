import type { ErrorCode, SpecDocument } from "../generate/source/spec.ts";
import type { Impact, SpecChange } from "./change.ts";

/**
 * The changes of the error-code table. A new code is no break: the API may send codes that the spec does not list,
 * and every user has to expect them.
 */
export function compareErrorCodes(base: SpecDocument, revision: SpecDocument): readonly SpecChange[] {
  const [before, after] = [base["x-enos-error-codes"], revision["x-enos-error-codes"]];
  const changes: SpecChange[] = [];
  for (const [code, { name }] of Object.entries(before)) {
    const row = after[code];
    if (row === undefined) add("breaking", code, `The error code ${code} (${name}) was removed.`);
    else compareRows(code, before[code] as ErrorCode, row, add);
  }
  for (const [code, { name }] of Object.entries(after)) {
    if (!(code in before)) add("additive", code, `The error code ${code} (${name}) is known.`);
  }
  return changes;

  function add(impact: Impact, code: string, message: string): void {
    changes.push({ impact, message, place: `#/x-enos-error-codes/${code}`, packages: ["client", "mock"] });
  }
}

type Add = (impact: Impact, code: string, message: string) => void;

function compareRows(code: string, old: ErrorCode, row: ErrorCode, add: Add): void {
  if (old.name !== row.name) {
    add("breaking", code, `The error code ${code} is named ${row.name}, no longer ${old.name}.`);
  }
  if (old.retryable !== row.retryable) {
    // A search only reads, so one more try harms nobody; one try less lets calls fail that used to succeed.
    if (row.retryable) add("additive", code, `Calls that fail with ${code} (${row.name}) are tried again.`);
    else add("breaking", code, `Calls that fail with ${code} (${row.name}) are not tried again.`);
  }
  if (old.recovery !== row.recovery) {
    const impact = old.recovery === "refreshToken" ? "breaking" : "additive";
    add(
      impact,
      code,
      `The recovery from ${code} (${row.name}) is ${row.recovery ?? "none"}, not ${old.recovery ?? "none"}.`,
    );
  }
  if (old.message !== row.message || old.meaning !== row.meaning) {
    add("documentation", code, `The words for ${code} (${row.name}) changed.`);
  }
}
