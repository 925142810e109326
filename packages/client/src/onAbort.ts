// One listener per signal, however many callbacks: an EventTarget warns of a leak above ten listeners (Node 20), and
// one signal for many parallel calls is common.
const callbacksOf = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Calls `callback` when the signal aborts.
 *
 * @returns A function that removes the callback. Nothing of it stays on the signal once all are removed.
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  let callbacks = callbacksOf.get(signal);
  if (!callbacks) {
    callbacks = new Set();
    callbacksOf.set(signal, callbacks);
  }
  if (callbacks.size === 0) signal.addEventListener("abort", runCallbacks);
  // Wrapped, so that registering one function twice makes two entries.
  const entry = (): void => callback();
  callbacks.add(entry);
  return () => {
    callbacks.delete(entry);
    if (callbacks.size === 0) signal.removeEventListener("abort", runCallbacks);
  };
}

function runCallbacks(event: Event): void {
  const signal = event.currentTarget as AbortSignal;
  for (const callback of [...(callbacksOf.get(signal) ?? [])]) callback();
}
