import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { assumptions } from "../core/assumptions.ts";
import { serialize } from "../doors/serialize.ts";
import type { Engine } from "../engine/engine.ts";
import { type Answer, answer, gatewayError, type WireRequest } from "../engine/wire.ts";
import type { Inspect } from "./inspector.ts";
import { readBody } from "./readBody.ts";

/** Where a server listens; the path is there for liveness probes. */
const healthPath = "/__mock/health";

/** A server of its own in front of Prism: Prism's never answers a malformed body, and one that fails hangs. */
export function createFront(engine: Engine, inspect: Inspect): Server {
  return createServer((message, response) => {
    handle(message, engine, inspect)
      .catch((error: unknown) =>
        gatewayError(500, `The mock failed: ${error instanceof Error ? error.message : error}`),
      )
      .then((given) => send(given, response, engine.now()));
  });
}

async function handle(message: IncomingMessage, engine: Engine, inspect: Inspect): Promise<Answer> {
  const body = await readBody(message, assumptions.maximumBodyBytes);
  const request = toWire(message, body);
  if (request.path === healthPath) return answer(200, { status: "ok" });
  const call = engine.receive(request);
  const given = await inspect(call, () => engine.answer(call));
  call.log.answered(given);
  return given;
}

function toWire(message: IncomingMessage, body: Uint8Array): WireRequest {
  const url = new URL(message.url ?? "/", "http://mock");
  return {
    method: message.method ?? "GET",
    path: url.pathname,
    query: url.searchParams,
    headers: {
      get: (name) => {
        const value = message.headers[name.toLowerCase()];
        return Array.isArray(value) ? value.join(", ") : value;
      },
    },
    body,
  };
}

function send(given: Answer, response: ServerResponse, now: number): void {
  const text = serialize(given);
  response.writeHead(given.status, {
    ...given.headers,
    date: new Date(now).toUTCString(),
    "content-length": Buffer.byteLength(text),
  });
  response.end(text);
}
