/**
 * Whether this is workerd, the runtime of Cloudflare Workers. It isolates requests from each other: a promise or a timer
 * belongs to the request that made it and ends with it, and another request must not wait for it.
 */
export function isWorkerd(): boolean {
  return "WebSocketPair" in globalThis;
}

/** Whether every visitor of a page could read what this script holds. */
export function isBrowser(): boolean {
  const { process } = globalThis as { process?: { versions?: { node?: string } } };
  // A test with jsdom or happy-dom has a document in Node, and older Workers have importScripts().
  const isServer = typeof process?.versions?.node === "string" || isWorkerd();
  return !isServer && ("document" in globalThis || "importScripts" in globalThis);
}
