import { isOtaError } from "../errors.ts";

/** `Error.captureStackTrace`, which V8 and recent JavaScriptCore have. */
type CaptureStackTrace = (target: object, below?: (...args: never[]) => unknown) => void;

/**
 * Appends the caller's frames to the stack of an error. An error is created far below the call, and an engine keeps
 * ten frames, so that the line of the user's code would be missing. To be called where the error leaves this package,
 * in a `catch`: what does not fail costs nothing.
 *
 * @param below The function whose callers are wanted.
 * @returns The error.
 */
export function withCallerStack(error: unknown, below: (...args: never[]) => unknown): unknown {
  const { captureStackTrace } = Error as { captureStackTrace?: CaptureStackTrace };
  if (!captureStackTrace || !isOtaError(error)) return error;
  const here: { stack?: string } = {};
  captureStackTrace(here, below);
  const known = new Set(error.stack?.split("\n"));
  const frames = here.stack?.split("\n").filter((line) => /^\s+at /.test(line) && !known.has(line)) ?? [];
  if (frames.length > 0) error.stack = [error.stack, ...frames].join("\n");
  return error;
}

/** Runs a function; when it fails, adds the caller's frames to the error. */
export async function withCaller<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw withCallerStack(error, withCaller);
  }
}
