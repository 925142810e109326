import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { control } from "../control/control.ts";
import { assumptions } from "../core/assumptions.ts";
import { serialize } from "../doors/serialize.ts";
import type { Engine } from "../engine/engine.ts";
import type { ReceivedRequest } from "../engine/requestLog.ts";
import { type Answer, gatewayError, type WireRequest } from "../engine/wire.ts";
import { deliver, sleep } from "../faults/delivery.ts";
import { type Plan, undisturbed } from "../faults/plan.ts";
import type { Inspect } from "./inspector.ts";
import { readBody } from "./readBody.ts";

/** A server of its own in front of Prism: Prism's never answers a malformed body, and one that fails hangs. */
export function createFront(
  engine: Engine,
  inspect: Inspect,
  onAnswered: (request: ReceivedRequest) => void = () => {},
): Server {
  return createServer((message, response) => {
    handle(message, response, { engine, inspect, onAnswered }).catch((error: unknown) => {
      // A broken connection is no news; anything else is a fault of ours, and says so.
      if (response.headersSent || response.destroyed) response.destroy();
      else
        send(
          gatewayError(500, `The mock failed: ${error instanceof Error ? error.message : error}`),
          response,
        );
    });
  });
}

/** What stands behind the front. */
interface Behind {
  readonly engine: Engine;
  readonly inspect: Inspect;
  readonly onAnswered: (request: ReceivedRequest) => void;
}

async function handle(
  message: IncomingMessage,
  response: ServerResponse,
  { engine, inspect, onAnswered }: Behind,
): Promise<void> {
  const body = await readBody(message, assumptions.maximumBodyBytes);
  const request = toWire(message, body);
  const controlled = control(request, engine);
  if (controlled) return send(controlled, response);
  const call = engine.receive(request);
  const given = await inspect(call, () => engine.answer(call));
  call.log.answered(given, call.plan.scenario);
  onAnswered(call.log);
  if (call.plan === undisturbed) return send(given, response);
  await sendDisturbed(given, call.plan, response);
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

function send(given: Answer, response: ServerResponse): void {
  const bytes = serialize(given);
  response.writeHead(given.status, { ...given.headers, "content-length": bytes.length });
  response.end(bytes);
}

async function sendDisturbed(given: Answer, plan: Plan, response: ServerResponse): Promise<void> {
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  await sleep(plan.delayMs, gone.signal);
  if (plan.ending === "disconnect") {
    response.destroy();
    return;
  }
  const bytes = serialize(given);
  response.writeHead(given.status, { ...given.headers, "content-length": bytes.length });
  response.flushHeaders();
  for await (const piece of deliver(bytes, plan, gone.signal)) response.write(piece);
  response.end();
}
