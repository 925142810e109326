import { isOtaConfigError } from "../errors.ts";
import type { Redact } from "./redact.ts";

const deepest = 5;
const mostErrors = 5;
const longestStack = 5_000;

/** The parts of an error that a copy keeps besides message and stack: they tell what failed, and hold no data. */
const plainFields = ["code", "errno", "syscall"] as const;

/** The causes of errors: what is known of them is copied, so that nothing else of them is shown. */
export class ErrorCopy extends Error {
  override readonly name: string;

  constructor(name: string, message: string, stack: string | undefined, cause: ErrorCopy | undefined) {
    super(message, cause && { cause });
    this.name = name;
    if (stack !== undefined) Object.defineProperty(this, "stack", { value: stack, configurable: true });
    Object.defineProperty(this, "name", { enumerable: false });
  }
}

/**
 * Copies an error by an allow-list: name, message, code, errno, syscall, stack, and the same of its causes. Errors of
 * HTTP clients carry requests with their headers in other fields, and those of Node the bytes that could not be parsed.
 */
export function copyCause(thrown: unknown, redact: Redact, depth = 0): ErrorCopy {
  const text = (value: unknown, most?: number): string | undefined =>
    typeof value === "string" || typeof value === "number" ? redact(String(value), most) : undefined;
  if (!isErrorLike(thrown)) {
    return new ErrorCopy(
      "Error",
      text(thrown) ?? `a value of type ${typeof thrown} was thrown`,
      undefined,
      undefined,
    );
  }
  const cause = read(thrown, "cause");
  const copy = new ErrorCopy(
    text(read(thrown, "name"), 100) ?? "Error",
    text(read(thrown, "message")) ?? "",
    stackOf(thrown, redact),
    cause == null || depth >= deepest ? undefined : copyCause(cause, redact, depth + 1),
  );
  for (const field of plainFields) {
    const value = read(thrown, field);
    const kept = typeof value === "number" ? value : text(value, 100);
    if (kept !== undefined) Object.assign(copy, { [field]: kept });
  }
  const errors = read(thrown, "errors");
  if (Array.isArray(errors) && depth < deepest) {
    Object.assign(copy, {
      errors: errors.slice(0, mostErrors).map((each: unknown) => copyCause(each, redact, depth + 1)),
    });
  }
  return copy;
}

/** The innermost cause says most: "fetch failed" has the refused connection as its cause. */
export function reasonOf(copy: ErrorCopy): string {
  let inner = copy;
  while (inner.cause instanceof ErrorCopy) inner = inner.cause;
  const code = "code" in inner ? String(inner.code) : "";
  const message = inner.message.includes(code) ? inner.message : `${code} ${inner.message}`;
  return message.trim() || inner.name;
}

/** The lines of a stack below the message, which may quote anything. */
function stackOf(thrown: object, redact: Redact): string | undefined {
  const stack = read(thrown, "stack");
  if (typeof stack !== "string") return undefined;
  const lines = stack.split("\n").filter((line) => /^\s+at /.test(line));
  const head = `${redact(String(read(thrown, "name")), 100)}: ${redact(String(read(thrown, "message")))}`;
  return [head, ...lines.map((line) => `    ${redact(line.trim(), longestStack)}`)].join("\n");
}

function isErrorLike(value: unknown): value is object {
  // Not `instanceof`: errors of other realms (jest, vm) are none of ours.
  return typeof value === "object" && value !== null && typeof read(value, "message") === "string";
}

/** Reads a field of an object that may throw at it. */
function read(value: object, field: string): unknown {
  try {
    return (value as Readonly<Record<string, unknown>>)[field];
  } catch {
    return undefined;
  }
}

/** The error with a safe copy of its cause: what a function of the user's threw may carry a request, with its secrets. */
export function withSafeCause(error: unknown, redact: Redact): unknown {
  if (!isOtaConfigError(error) || error.cause === undefined || error.cause instanceof ErrorCopy) return error;
  const cause = copyCause(error.cause, redact);
  return Object.defineProperty(error, "cause", { value: cause, configurable: true, writable: true });
}
