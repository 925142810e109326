import { checkAnswer } from "../engine/checkAnswer.ts";
import type { Engine } from "../engine/engine.ts";
import type { Answer, WireRequest } from "../engine/wire.ts";
import { Disconnected, deliver, sleep } from "../faults/delivery.ts";
import { type Plan, undisturbed } from "../faults/plan.ts";
import { createBytesResponse } from "./bytesResponse.ts";
import { serialize } from "./serialize.ts";

/** The call signature of `fetch`. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

const encoder = new TextEncoder();

/** A `fetch` that reaches only the mock. It rejects as the real one does: aborted, or with a TypeError. */
export function createFetch(engine: Engine, baseUrl: string): Fetch {
  const { origin } = new URL(baseUrl);
  return async (input, init) => {
    const signal = init?.signal ?? (input instanceof Request ? input.signal : undefined);
    signal?.throwIfAborted();
    const request = isPlain(input, init?.body)
      ? readPlain(input, init ?? {}, init?.body)
      : await readRequest(new Request(input, init));
    if (request.origin !== origin) {
      throw new TypeError(
        `The mock serves only ${origin}, not ${request.origin}: give the client mock.baseUrl.`,
      );
    }
    const call = engine.receive(request);
    const given = checkAnswer(engine.answer(call));
    call.log.answered(given, call.plan.scenario);
    if (call.plan !== undisturbed) return disturbed(given, call.plan, signal);
    return createBytesResponse(serialize(given), { status: given.status, headers: given.headers });
  };
}

interface FetchRequest extends WireRequest {
  readonly origin: string;
}

/** Making a Request costs more than the search; what clients usually pass can be read without. */
function isPlain(input: unknown, body: unknown): body is string | Uint8Array {
  return !(input instanceof Request) && (typeof body === "string" || body instanceof Uint8Array);
}

function readPlain(
  input: string | URL | Request,
  init: RequestInit,
  body: string | Uint8Array,
): FetchRequest {
  const url = new URL(String(input));
  return {
    origin: url.origin,
    method: init.method?.toUpperCase() ?? "GET",
    path: url.pathname,
    query: url.searchParams,
    headers: new Headers(init.headers),
    // A copy: the caller may change its own bytes once the request is sent.
    body: typeof body === "string" ? encoder.encode(body) : body.slice(),
  };
}

async function readRequest(request: Request): Promise<FetchRequest> {
  const url = new URL(request.url);
  return {
    origin: url.origin,
    method: request.method,
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    body: new Uint8Array(await request.arrayBuffer()),
  };
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
