import type { Plan } from "./plan.ts";

/** The connection breaks here, because `disconnect` or a similar fault is in use. */
export class Disconnected extends Error {
  override readonly name = "Disconnected";
  readonly code = "ECONNRESET";

  constructor() {
    super("The mock closed the connection, because a fault of `use` applies to this call.");
  }
}

/** The longest time that a timer takes; a longer one fires at once. */
const longestTimerMs = 2 ** 31 - 1;

/** Waits. Rejects with the signal's reason as soon as it is aborted. */
export async function sleep(ms: number, signal?: AbortSignal | null): Promise<void> {
  signal?.throwIfAborted();
  if (ms <= 0) return;
  await new Promise<void>((resolve, reject) => {
    const abort = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(
      () => {
        signal?.removeEventListener("abort", abort);
        resolve();
      },
      Math.min(ms, longestTimerMs),
    );
    signal?.addEventListener("abort", abort, { once: true });
  });
}

const pieces = 10;

/** The body in the pieces and with the delays of the plan; throws `Disconnected` where the connection breaks. */
export async function* deliver(
  body: Uint8Array,
  { ending, bodyMs }: Plan,
  signal?: AbortSignal | null,
): AsyncGenerator<Uint8Array, void, void> {
  const sent = body.subarray(0, bytesSent(body.length, ending));
  const size = bodyMs > 0 ? Math.ceil(sent.length / pieces) : sent.length;
  for (let start = 0; start < sent.length; start += size) {
    await sleep(bodyMs / pieces, signal);
    yield sent.subarray(start, start + size);
  }
  if (ending !== "whole") await breakOff(signal);
}

/** `disconnectAfterHeaders` sends one byte: some HTTP stacks pass headers on only with the first byte of the body. */
function bytesSent(length: number, ending: Plan["ending"]): number {
  if (ending === "disconnectAfterHeaders") return 1;
  return ending === "truncatedBody" ? Math.floor(length / 2) : length;
}

/** Waits until what was sent has arrived: closing a socket discards data that is still buffered. */
async function breakOff(signal: AbortSignal | null | undefined): Promise<never> {
  await sleep(10, signal);
  throw new Disconnected();
}
