import { isOtaError, OtaError } from "../errors.ts";
import { type Mismatch, printPath } from "./mismatch.ts";

/** How many different mismatches the message lists. */
const mostShown = 5;

/** What an {@link OtaMismatchError} is told. */
export interface OtaMismatchErrorDetails {
  /** The HTTP status of the answer. */
  readonly status: number;
  /** The server's ID of the request. */
  readonly requestId?: string | undefined;
}

/** An answer that is not what the spec says, in more ways than the client itself minds. */
export class OtaMismatchError extends OtaError {
  override readonly name = "OtaMismatchError";
  /** Where the answer differs from the spec; never empty. */
  readonly mismatches: readonly Mismatch[];
  /** The HTTP status of the answer. */
  readonly status: number;

  constructor(mismatches: readonly Mismatch[], { status, requestId }: OtaMismatchErrorDetails) {
    const idText = requestId === undefined ? "" : ` (request ${requestId})`;
    super(`The answer is not what the spec says: ${summarize(mismatches).join("; ")}.${idText}`, {
      requestId,
    });
    this.mismatches = mismatches;
    this.status = status;
  }
}

/** Returns whether a value is an {@link OtaMismatchError}: of any copy of this package, and of any realm. */
export function isOtaMismatchError(value: unknown): value is OtaMismatchError {
  return isOtaError(value) && value.name === "OtaMismatchError";
}

/** Lists mismatches, those of the same kind in several records once. */
function summarize(mismatches: readonly Mismatch[]): readonly string[] {
  const groups = new Map<string, { readonly text: string; count: number }>();
  for (const { path, message, value } of mismatches) {
    const found = value === undefined ? message : `is ${JSON.stringify(value)}, which ${message}`;
    const key = `${path.map((step) => (typeof step === "number" ? "[]" : step)).join(".")} ${found}`;
    const group = groups.get(key);
    if (group) group.count++;
    else groups.set(key, { text: `${printPath(path)} ${found}`, count: 1 });
  }
  const texts = [...groups.values()].map(({ text, count }) =>
    count === 1 ? text : `${text} (and ${count - 1} more like it)`,
  );
  const rest = texts.length - mostShown;
  return rest > 0 ? [...texts.slice(0, mostShown), `and ${rest} more`] : texts;
}
