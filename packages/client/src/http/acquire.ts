import { abortable } from "../deadline.ts";
import { OtaConfigError, type OtaError } from "../errors.ts";

/**
 * Waits until an attempt may be made, such as for a rate limiter. It runs before the attempt is signed and before its
 * deadline (`timeoutMs`) begins, so waiting makes no signature old; `totalTimeoutMs` counts it. It runs for each attempt,
 * token calls included; these come before the call that needs the token asks for its own permit.
 *
 * @example
 * const acquire: Acquire = async ({ signal }) => {
 *   await limiter.wait(signal);
 *   return { throttled: (retryAfterMs = 1_000) => limiter.pause(retryAfterMs) };
 * };
 */
// biome-ignore lint/suspicious/noConfusingVoidType: a function that returns nothing is one, too
export type Acquire = (request: AcquireRequest) => Promise<Permit | void> | Permit | void;

/** What an {@link Acquire} is told. */
export interface AcquireRequest {
  /** The operation of the API by its name in the spec: `searchOtaJobs`, `getAccessToken` or `refreshAccessToken`. */
  readonly operation: string;
  /** Aborts when the call ends, by its deadline or its caller. */
  readonly signal: AbortSignal;
}

/** What an {@link Acquire} may return, to be told what came of the attempt. */
export interface Permit {
  /** Called when the server answered 429, with the time of its `Retry-After` in ms. */
  throttled?(retryAfterMs: number | undefined): void;
  /** Called when the attempt is over, whatever came of it. */
  release?(): void;
}

/**
 * Asks for a permit.
 *
 * @throws {@link OtaConfigError} with what the function threw as its cause.
 */
export async function acquirePermit(acquire: Acquire, request: AcquireRequest): Promise<Permit> {
  try {
    const permit = await abortable(Promise.resolve(acquire(request)), request.signal);
    return permit ? guard(permit) : {};
  } catch (thrown) {
    if (request.signal.aborted) throw request.signal.reason;
    throw new OtaConfigError("The function given as acquire failed.", "acquire", undefined, {
      cause: thrown,
    });
  }
}

/** What these functions throw never reaches the call. */
function guard(permit: Permit): Permit {
  const safely = (run: () => void): void => {
    try {
      run();
    } catch {
      // The attempt is what counts.
    }
  };
  return {
    throttled: (retryAfterMs) => safely(() => permit.throttled?.(retryAfterMs)),
    release: () => safely(() => permit.release?.()),
  };
}

/** Tells a permit that its attempt failed. */
export function reportFailure(permit: Permit, error: OtaError): void {
  if ("status" in error && error.status === 429) {
    const asked = "retryAfterMs" in error ? error.retryAfterMs : undefined;
    permit.throttled?.(typeof asked === "number" ? asked : undefined);
  }
}
