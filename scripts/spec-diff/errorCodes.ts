import type { ErrorCode, SpecDocument } from "../generate/source/spec.ts";
import type { Impact, PackageName, SpecChange } from "./change.ts";

/**
 * Returns the changes of the error-code table. A new code is not a breaking change: the API may return codes that the
 * spec does not list, so users must always expect unknown codes.
 */
export function compareErrorCodes(base: SpecDocument, revision: SpecDocument): readonly SpecChange[] {
  const [before, after] = [base["x-enos-error-codes"], revision["x-enos-error-codes"]];
  const changes: SpecChange[] = [];
  for (const [code, { name }] of Object.entries(before)) {
    const row = after[code];
    if (row === undefined)
      add(
        "breaking",
        code,
        `The error code ${code} (\`${name}\`) was removed from \`ErrorCode\` and \`ErrorCodeName\`: remove comparisons with it.`,
      );
    else compareRows(code, before[code] as ErrorCode, row, add);
  }
  for (const [code, { name }] of Object.entries(after)) {
    if (!(code in before))
      add(
        "additive",
        code,
        `The error code ${code} (\`${name}\`) is known now: \`OtaApiError.codeName\` names it.`,
      );
  }
  return changes;

  function add(
    impact: Impact,
    code: string,
    message: string,
    packages: readonly PackageName[] = ["client", "mock"],
  ): void {
    changes.push({ impact, message, place: `#/x-enos-error-codes/${code}`, packages });
  }
}

type Add = (impact: Impact, code: string, message: string, packages?: readonly PackageName[]) => void;

function compareRows(code: string, old: ErrorCode, row: ErrorCode, add: Add): void {
  if (old.name !== row.name) {
    add(
      "breaking",
      code,
      `\`OtaApiError.codeName\` of ${code} is now \`${row.name}\` (before: \`${old.name}\`): rename it in your code.`,
    );
  }
  if (old.retryable !== row.retryable) {
    // A search only reads data, so an extra retry is harmless. Without the retry, calls fail that used to succeed.
    if (row.retryable)
      add("additive", code, `Calls that fail with ${code} (${row.name}) are now retried.`, ["client"]);
    else
      add("breaking", code, `Calls that fail with ${code} (${row.name}) are no longer retried.`, ["client"]);
  }
  if (old.recovery !== row.recovery) {
    const impact = old.recovery === "refreshToken" ? "breaking" : "additive";
    add(
      impact,
      code,
      `Calls that fail with ${code} (${row.name}) ${recoveryOf(row)} (before: ${recoveryOf(old)}).`,
    );
  }
  if (old.message !== row.message || old.meaning !== row.meaning) {
    add("documentation", code, `The description of the error code ${code} (${row.name}) changed.`);
  }
}

function recoveryOf({ recovery }: ErrorCode): string {
  if (recovery === "refreshToken") return "get a new token and are repeated once";
  return recovery === "fixCredentials" ? "say that the keys are wrong" : "end with the error";
}
