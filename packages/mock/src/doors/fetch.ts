import type { Engine } from "../engine/engine.ts";
import { Disconnected, deliver, sleep } from "../faults/delivery.ts";
import { type Plan, undisturbed } from "../faults/plan.ts";
import { type Answer, bytesOf } from "../wire/answer.ts";
import type { WireRequest } from "../wire/request.ts";
import type { BaseUrl } from "./baseUrl.ts";

/** The call signature of `fetch`. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

const encoder = new TextEncoder();

/** Returns a `fetch` that reaches only the mock. It rejects as the real one does: aborted, or with a TypeError. */
export function createFetch(engine: Engine, base: BaseUrl): Fetch {
  return async (input, init) => {
    const signal = init?.signal ?? (isRequest(input) ? input.signal : undefined);
    signal?.throwIfAborted();
    const { url, ...request } = await read(input, init ?? {});
    const path = base.pathOf(url);
    if (path === undefined) {
      throw new TypeError(
        `The mock serves only ${base.href}, not ${url.origin}${url.pathname}: give the client mock.baseUrl.`,
      );
    }
    const call = engine.receive({ ...request, path, query: url.searchParams });
    const given = engine.answer(call);
    call.log.answered(given, call.plan.scenario);
    if (call.plan !== undisturbed) return disturbed(given, call.plan, signal);
    return new Response(bytesOf(given), { status: given.status, headers: given.headers });
  };
}

interface ReadRequest extends Pick<WireRequest, "method" | "headers" | "body"> {
  readonly url: URL;
}

/** Reads what clients usually pass without building a Request, which costs more than the search itself. */
async function read(input: string | URL | Request, init: RequestInit): Promise<ReadRequest> {
  const { body } = init;
  if (isRequest(input)) return readRequest(Object.keys(init).length > 0 ? new Request(input, init) : input);
  if (typeof body === "string" || body instanceof Uint8Array || body === undefined || body === null) {
    return {
      url: new URL(input, globalThis.location?.href),
      method: init.method?.toUpperCase() ?? "GET",
      headers: new Headers(init.headers),
      // A copy: the caller may change its own bytes once the request is sent.
      body: typeof body === "string" ? encoder.encode(body) : new Uint8Array(body ?? []),
    };
  }
  return readRequest(new Request(input, init));
}

async function readRequest(request: Request): Promise<ReadRequest> {
  return {
    url: new URL(request.url),
    method: request.method,
    headers: request.headers,
    body: new Uint8Array(await request.arrayBuffer()),
  };
}

/** Not `instanceof`: under jsdom and in other realms a Request has another class. */
function isRequest(input: string | URL | Request): input is Request {
  return typeof input === "object" && "url" in input && "arrayBuffer" in input;
}

async function disturbed(
  given: Answer,
  plan: Plan,
  signal: AbortSignal | null | undefined,
): Promise<Response> {
  await sleep(plan.delayMs, signal);
  if (plan.ending === "disconnect") throw new TypeError("fetch failed", { cause: new Disconnected() });
  const body = bytesOf(given);
  const pieces = deliver(body, plan, signal);
  const stream = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      try {
        const { value, done } = await pieces.next();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        controller.error(
          error instanceof Disconnected ? new TypeError("terminated", { cause: error }) : error,
        );
      }
    },
    cancel: async () => {
      await pieces.return();
    },
  });
  // The full length even of a cut body: without it, a client could not detect that it was cut.
  const headers = { ...given.headers, "content-length": String(body.length) };
  return new Response(stream, { status: given.status, headers });
}
