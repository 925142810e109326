import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import type { Engine } from "../../engine/engine.ts";
import { deliver, sleep } from "../../faults/delivery.ts";
import { type Plan, undisturbed } from "../../faults/plan.ts";
import { type Answer, bytesOf, gatewayError } from "../../wire/answer.ts";
import type { ReceivedRequest } from "../../wire/receivedRequest.ts";
import { readTarget, type WireRequest } from "../../wire/request.ts";
import type { Control } from "../remote/control.ts";
import { controlHeader, controlPrefix } from "../remote/protocol.ts";
import { corsHeaders, preflight } from "./cors.ts";
import type { Inspect } from "./inspector.ts";
import { answerBroken } from "./rawAnswer.ts";
import { readBody } from "./readBody.ts";

/** What the front forwards requests to. */
export interface Behind {
  readonly engine: Engine;
  readonly inspect: Inspect;
  readonly control: Control;
  readonly onAnswered: (request: ReceivedRequest) => void;
}

/** Jobs for a test may take more bytes than the API accepts. */
const controlBodyLimit = 256 * 1024 * 1024;

/** Returns a server of our own in front of Prism, whose server never answers a malformed body. */
export function createFront(behind: Behind): Server {
  const listener = (message: IncomingMessage, response: ServerResponse): void => {
    handle(message, response, behind).catch((error: unknown) => {
      // A broken connection is not reported; anything else is an internal error of the mock, and is reported.
      if (response.headersSent || response.destroyed) response.destroy();
      else {
        const cause = error instanceof Error ? error.message : error;
        send(gatewayError(500, `The mock failed: ${cause}`), response);
      }
    });
  };
  // By default Node answers these by itself, with no body or not at all.
  const server = createServer({ requireHostHeader: false }, listener);
  server.on("checkExpectation", listener);
  server.on("connect", (_message: IncomingMessage, socket: Duplex) => answerBroken(socket, 405));
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Duplex) => {
    answerBroken(socket, error.code === "HPE_HEADER_OVERFLOW" ? 431 : 400, error.message);
  });
  return server;
}

async function handle(message: IncomingMessage, response: ServerResponse, behind: Behind): Promise<void> {
  const target = readTarget(message.url ?? "/");
  const isControl = target.path.startsWith(controlPrefix);
  // Only calls with the control header may have a large body: pages of other sites cannot send it.
  const isLarge = isControl && message.headers[controlHeader] !== undefined;
  const limit = isLarge ? controlBodyLimit : behind.engine.profile.maximumBodyBytes;
  const request: WireRequest = {
    ...target,
    method: message.method ?? "GET",
    headers: headersOf(message),
    body: await readBody(message, limit),
  };
  if (isControl) return send(behind.control(request), response);
  const allowed = preflight(request);
  if (allowed) return send(allowed, response);
  const call = behind.engine.receive(request);
  const given = behind.inspect(call, () => behind.engine.answer(call));
  call.log.answered(given, call.plan.scenario);
  behind.onAnswered(call.log);
  const readable = { ...given, headers: { ...given.headers, ...corsHeaders(request) } };
  if (call.plan === undisturbed) return send(readable, response);
  await sendDisturbed(readable, call.plan, response);
}

function headersOf({ headers }: IncomingMessage): WireRequest["headers"] {
  return {
    get: (name) => {
      const value = headers[name.toLowerCase()];
      return Array.isArray(value) ? value.join(", ") : value;
    },
  };
}

function send(given: Answer, response: ServerResponse): void {
  const bytes = bytesOf(given);
  const length = given.status === 204 ? {} : { "content-length": bytes.length };
  response.writeHead(given.status, { ...given.headers, ...length });
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
  const bytes = bytesOf(given);
  response.writeHead(given.status, { ...given.headers, "content-length": bytes.length });
  response.flushHeaders();
  for await (const piece of deliver(bytes, plan, gone.signal)) response.write(piece);
  response.end();
}
