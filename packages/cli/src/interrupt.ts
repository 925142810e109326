/**
 * A signal that aborts on Ctrl-C (SIGINT) and on SIGTERM, so that what was written can be completed. The second
 * Ctrl-C ends the process at once.
 */
export function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => controller.abort(new Interrupted(signal)));
  }
  return controller.signal;
}

/** The process was told to end. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
  /** 128 and the number of the signal, as shells report it. */
  readonly exitCode: 130 | 143;

  constructor(signal: "SIGINT" | "SIGTERM") {
    super(`Ended by ${signal}.`);
    this.exitCode = signal === "SIGINT" ? 130 : 143;
  }
}
