import type { Plan } from "./plan.ts";

/** The connection breaks here, as `disconnect` and its like have asked for. */
export class Disconnected extends Error {
  override readonly name = "Disconnected";
  readonly code = "ECONNRESET";

  constructor() {
    super("The connection was closed by the mock, as `use` has asked for.");
  }
}

/** Waits. Rejects with the signal's reason as soon as it is aborted. */
export async function sleep(ms: number, signal?: AbortSignal | null): Promise<void> {
  signal?.throwIfAborted();
  if (ms <= 0) return;
  await new Promise<void>((resolve, reject) => {
    const abort = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", abort);
      resolve();
    }, ms);
    signal?.addEventListener("abort", abort, { once: true });
  });
}

const pieces = 10;

/** The body as the plan lets it travel, piece by piece; throws `Disconnected` where the connection breaks. */
export async function* deliver(
  body: Uint8Array,
  { ending, bodyMs }: Plan,
  signal?: AbortSignal | null,
): AsyncGenerator<Uint8Array, void, void> {
  if (ending === "disconnectAfterHeaders") throw new Disconnected();
  const sent = ending === "truncatedBody" ? body.subarray(0, Math.floor(body.length / 2)) : body;
  const size = bodyMs > 0 ? Math.ceil(sent.length / pieces) : sent.length;
  for (let start = 0; start < sent.length; start += size) {
    await sleep(bodyMs / pieces, signal);
    yield sent.subarray(start, start + size);
  }
  if (ending === "truncatedBody") throw new Disconnected();
}
