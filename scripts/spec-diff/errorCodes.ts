import type { ErrorCode, SpecDocument } from "../generate/source/spec.ts";
import type { Impact, SpecChange } from "./change.ts";

/**
 * Returns the changes of the error-code table. A new code is not a breaking change: the API may return codes that the
 * spec does not list, so users must always expect unknown codes.
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
    if (!(code in before)) add("additive", code, `The error code ${code} (${name}) was added.`);
  }
  return changes;

  function add(impact: Impact, code: string, message: string): void {
    changes.push({ impact, message, place: `#/x-enos-error-codes/${code}`, packages: ["client", "mock"] });
  }
}

type Add = (impact: Impact, code: string, message: string) => void;

function compareRows(code: string, old: ErrorCode, row: ErrorCode, add: Add): void {
  if (old.name !== row.name) {
    add("breaking", code, `The error code ${code} was renamed from ${old.name} to ${row.name}.`);
  }
  if (old.retryable !== row.retryable) {
    // A search only reads data, so an extra retry is harmless. Without the retry, calls fail that used to succeed.
    if (row.retryable) add("additive", code, `Calls that fail with ${code} (${row.name}) are now retried.`);
    else add("breaking", code, `Calls that fail with ${code} (${row.name}) are no longer retried.`);
  }
  if (old.recovery !== row.recovery) {
    const impact = old.recovery === "refreshToken" ? "breaking" : "additive";
    add(
      impact,
      code,
      `The recovery from ${code} (${row.name}) changed from ${old.recovery ?? "none"} to ${row.recovery ?? "none"}.`,
    );
  }
  if (old.message !== row.message || old.meaning !== row.meaning) {
    add("documentation", code, `The description of the error code ${code} (${row.name}) changed.`);
  }
}
