import { checkAnswer } from "../engine/checkAnswer.ts";
import type { Engine } from "../engine/engine.ts";
import type { Answer, WireRequest } from "../engine/wire.ts";
import { Disconnected, deliver, sleep } from "../faults/delivery.ts";
import { type Plan, undisturbed } from "../faults/plan.ts";
import { serialize } from "./serialize.ts";

/** The call signature of `fetch`. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

const encoder = new TextEncoder();

/** A `fetch` that reaches only the mock. It rejects as the real one does: aborted, or with a TypeError. */
export function createFetch(engine: Engine, baseUrl: string): Fetch {
  const { origin } = new URL(baseUrl);
  return async (input, init) => {
    const { request, signal } = await read(input, init, origin);
    signal?.throwIfAborted();
    const call = engine.receive(request);
    const given = checkAnswer(engine.answer(call));
    call.log.answered(given, call.plan.scenario);
    if (call.plan === undisturbed) {
      return new Response(serialize(given), { status: given.status, headers: given.headers });
    }
    return disturbed(given, call.plan, signal);
  };
}

interface Read {
  readonly request: WireRequest;
  readonly signal: AbortSignal | null | undefined;
}

async function read(
  input: string | URL | Request,
  init: RequestInit | undefined,
  origin: string,
): Promise<Read> {
  const body = init?.body;
  // Making a Request costs more than the search; what clients usually pass can be read without.
  const plain = !(input instanceof Request) && (typeof body === "string" || body instanceof Uint8Array);
  const request = plain ? undefined : new Request(input, init);
  const url = new URL(request?.url ?? String(input));
  if (url.origin !== origin) {
    throw new TypeError(`The mock serves only ${origin}, not ${url.origin}: give the client mock.baseUrl.`);
  }
  return {
    request: {
      method: request?.method ?? init?.method?.toUpperCase() ?? "GET",
      path: url.pathname,
      query: url.searchParams,
      headers: request?.headers ?? new Headers(init?.headers),
      body: request ? new Uint8Array(await request.arrayBuffer()) : bytesOf(body),
    },
    signal: request?.signal ?? init?.signal,
  };
}

function bytesOf(body: unknown): Uint8Array {
  // A copy: the caller may change its own bytes once the request is sent.
  return body instanceof Uint8Array ? body.slice() : encoder.encode(String(body));
}

async function disturbed(
  given: Answer,
  plan: Plan,
  signal: AbortSignal | null | undefined,
): Promise<Response> {
  await sleep(plan.delayMs, signal);
  if (plan.ending === "disconnect") throw new TypeError("fetch failed", { cause: new Disconnected() });
  const body = serialize(given);
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
  // The full length even of a cut body, or nobody could tell that it was cut.
  const headers = { ...given.headers, "content-length": String(body.length) };
  return new Response(stream, { status: given.status, headers });
}
