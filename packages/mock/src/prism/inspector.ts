import type { IPrismDiagnostic } from "@stoplight/prism-core";
import type { IHttpRequest, IHttpResponse } from "@stoplight/prism-http";
import { assumptions } from "../core/assumptions.ts";
import type { Call } from "../engine/engine.ts";
import { type Answer, answer, gatewayError, type WireRequest } from "../engine/wire.ts";
import { document } from "../generated/document.ts";
import { codes } from "../generated/errorCodes.ts";
import { loadPrism } from "./load.ts";

/** Answers a call by `produce`, with Prism looking at the request and at the answer. */
export type Inspect = (call: Call, produce: () => Answer) => Promise<Answer>;

/** Loads Prism and makes it read the spec, once for all calls. */
export async function createInspector(): Promise<Inspect> {
  const { createInstance, createLogger, getHttpOperationsFromSpec } = await loadPrism();
  const operations = await getHttpOperationsFromSpec(document);
  // What answers a request waits here: the component gets nothing but the request itself.
  const waiting = new WeakMap<IHttpRequest, () => Answer>();
  const prism = createInstance(freshConfig(), {
    logger: createLogger("enos-ota-mock", { level: "silent" }),
    mock:
      ({ input }) =>
      () => {
        // Prism does not catch what a component throws: the request would never be answered.
        try {
          const produce = waiting.get(input.data);
          if (!produce) throw new Error("Prism asks for a request that it was not given");
          return { _tag: "Right", right: toPrismResponse(refusedIfInvalid(produce(), input.validations)) };
        } catch (error) {
          return { _tag: "Left", left: error instanceof Error ? error : new Error(String(error)) };
        }
      },
  });

  return async (call, produce) => {
    // What reached no operation has nothing in the spec to be checked against.
    if (call.operation === undefined || call.plan.unchecked) return produce();
    const request = toPrismRequest(call.request, call.json?.json);
    let produced: Answer | undefined;
    waiting.set(request, () => {
      produced = produce();
      return produced;
    });
    // A configuration of its own for each request: Prism writes the first `Accept` into one that is shared.
    const result = await prism.request(request, operations, freshConfig())();
    if (result._tag === "Left") {
      return gatewayError(500, `The mock failed: ${result.left.message}`);
    }
    const { output, validations } = result.right;
    const broken = validations.output.filter(isError);
    if (broken.length > 0) {
      return gatewayError(500, `The mock's answer breaks the spec: ${broken.map(textOf).join("; ")}`);
    }
    const { jobs } = produced ?? {};
    return {
      ...answer(output.statusCode, output.body, produced?.headers),
      // Prism may have refused the request after all; then the jobs were not asked for.
      ...(jobs && output.body === produced?.body && { jobs }),
    };
  };
}

function freshConfig() {
  return {
    isProxy: false,
    validateRequest: true,
    validateResponse: true,
    // Missing headers are a matter of the mock's own authorization, which can be switched off.
    checkSecurity: false,
    errors: false,
    upstreamProxy: undefined,
    mock: { dynamic: false },
  } as const;
}

/** The mock checks requests by itself; should Prism find more, its word counts. */
function refusedIfInvalid(given: Answer, violations: readonly IPrismDiagnostic[]): Answer {
  const [violation] = violations.filter(isError);
  if (!violation || !isSuccess(given.body)) return given;
  const msg = assumptions.invalidArgument(violation.path?.join(".") ?? "request", violation.message);
  return "requestId" in given.body
    ? answer(assumptions.businessStatus, {
        code: codes.InvalidArgument,
        msg,
        requestId: given.body.requestId,
        data: null,
      })
    : answer(assumptions.businessStatus, { status: codes.InvalidParameter, msg, data: null });
}

function isSuccess(body: unknown): body is object {
  if (typeof body !== "object" || body === null) return false;
  return ("code" in body && body.code === 0) || ("status" in body && body.status === 0);
}

/** Lesser findings, such as a status that the spec does not have, are Prism's hints. */
function isError({ severity }: IPrismDiagnostic): boolean {
  return severity === 0;
}

function textOf({ path = [], message }: IPrismDiagnostic): string {
  return `${path.join(".")} ${message}`.trim();
}

function toPrismRequest(request: WireRequest, body: unknown): IHttpRequest {
  return {
    method: "post",
    url: { path: request.path, query: queryOf(request.query) },
    headers: { "content-type": request.headers.get("content-type") ?? "" },
    body,
  };
}

function queryOf(query: URLSearchParams): Record<string, string | string[]> {
  return Object.fromEntries(
    [...query.keys()].map((name) => {
      const values = query.getAll(name);
      return [name, values.length === 1 ? (values[0] ?? "") : values];
    }),
  );
}

function toPrismResponse({ status, headers, body }: Answer): IHttpResponse {
  return { statusCode: status, headers: { ...headers }, body };
}
