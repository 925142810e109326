import { createHash } from "node:crypto";
import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from "node:http";
import { Agent as HttpsAgent, request as requestHttps } from "node:https";
import { bodyStream } from "./nodeBody.ts";

/**
 * The SHA-256 of Node itself, for `createOtaClient({ sha256 })`. WebCrypto, the default, hands each signature to another
 * thread, and waits for it as long as for a fifth of a call on loopback.
 */
export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** A `fetch` over `node:http`, as {@link createNodeFetch} makes it. */
export type NodeFetch = (url: string | URL, init?: RequestInit) => Promise<Response>;

/**
 * Makes a `fetch` over Node's own HTTP client, for `createOtaClient({ fetch: createNodeFetch() })`. It costs less time
 * per call than the built-in one. It does what this client needs, and not all that `fetch` does: bodies are texts or
 * bytes, a redirect is given as it is and never followed, and there are neither cookies nor caches. Each one keeps its
 * connections open for its next calls; they do not keep the process alive.
 *
 * It fails like `fetch`: with a `TypeError` whose cause says why, or with the reason of the signal.
 */
export function createNodeFetch(): NodeFetch {
  const http = new HttpAgent({ keepAlive: true });
  const https = new HttpsAgent({ keepAlive: true });
  return (url, init = {}) =>
    new Promise((resolve, reject) => {
      const signal = init.signal ?? undefined;
      signal?.throwIfAborted();
      const target = new URL(url);
      const secure = target.protocol === "https:";
      const body = bodyOf(init);
      const sent = (secure ? requestHttps : requestHttp)(target, {
        method: init.method ?? "GET",
        headers: headersOf(init, body),
        agent: secure ? https : http,
      });
      const abort = (): void => {
        reject(signal?.reason);
        sent.destroy();
      };
      signal?.addEventListener("abort", abort);
      sent.once("close", () => signal?.removeEventListener("abort", abort));
      // Once there is an answer the promise is settled, and the answer's body tells of a failure.
      sent.on("error", (cause) => reject(new TypeError("fetch failed", { cause })));
      sent.once("response", (answer) => {
        try {
          resolve(toResponse(answer, signal));
        } catch (cause) {
          sent.destroy();
          reject(new TypeError("fetch failed", { cause }));
        }
      });
      sent.end(body);
    });
}

function bodyOf({ body }: RequestInit): string | Uint8Array | undefined {
  if (body == null) return undefined;
  if (typeof body === "string" || body instanceof Uint8Array) return body;
  throw new TypeError("A fetch of createNodeFetch() sends texts and Uint8Arrays only.");
}

function headersOf(
  { headers }: RequestInit,
  body: string | Uint8Array | undefined,
): Record<string, string | number> {
  return {
    accept: "*/*",
    "accept-encoding": "gzip, deflate, br",
    "user-agent": "node",
    ...Object.fromEntries(new Headers(headers)),
    // Known ahead, so the body need not go in chunks.
    ...(body !== undefined && { "content-length": Buffer.byteLength(body) }),
  };
}

/** Statuses of answers without a body; a `Response` refuses to have one then. */
const bodiless: readonly number[] = [204, 205, 304];

function toResponse(answer: IncomingMessage, signal: AbortSignal | undefined): Response {
  const { rawHeaders, statusCode: status = 0, statusMessage: statusText = "" } = answer;
  const headers = new Headers();
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    headers.append(rawHeaders[at] ?? "", rawHeaders[at + 1] ?? "");
  }
  const hasBody = !bodiless.includes(status);
  if (!hasBody) answer.resume();
  return new Response(hasBody ? bodyStream(answer, signal) : null, { status, statusText, headers });
}
