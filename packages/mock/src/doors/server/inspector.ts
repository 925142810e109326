import type { IPrismDiagnostic } from "@stoplight/prism-core";
import type { IHttpRequest, IHttpResponse } from "@stoplight/prism-http";
import type { Call, Engine } from "../../engine/engine.ts";
import { document } from "../../generated/document.ts";
import { type Answer, gatewayError } from "../../wire/answer.ts";
import { loadPrism } from "./loadPrism.ts";

/** Answers a call by `produce`, and lets Prism check the request and the answer. */
export type Inspect = (call: Call, produce: () => Answer) => Promise<Answer>;

/** Loads Prism and makes it read the spec, once for all calls. */
export async function createInspector(engine: Engine): Promise<Inspect> {
  const { createInstance, createLogger, getHttpOperationsFromSpec } = await loadPrism();
  const operations = await getHttpOperationsFromSpec(document);
  // Prism passes its component nothing but the request, so what answers the request waits here.
  const waiting = new WeakMap<IHttpRequest, (violations: readonly IPrismDiagnostic[]) => Answer>();
  const prism = createInstance(freshConfig(), {
    logger: createLogger("enos-ota-mock", { level: "silent" }),
    mock:
      ({ input }) =>
      () => {
        // Prism does not catch what a component throws: the request would never be answered.
        try {
          const produce = waiting.get(input.data);
          if (!produce) throw new Error("Prism asks for a request that it was not given");
          return { _tag: "Right", right: toPrismResponse(produce(input.validations)) };
        } catch (error) {
          return { _tag: "Left", left: error instanceof Error ? error : new Error(String(error)) };
        }
      },
  });

  return async (call, produce) => {
    // What reached no operation has nothing in the spec to be checked against.
    if (call.operation === undefined || call.plan.unchecked) return produce();
    const request = toPrismRequest(call, engine.specBody(call));
    let produced: Answer | undefined;
    waiting.set(request, (violations) => {
      produced = refusedIfInvalid(produce(), violations);
      return produced;
    });
    // A configuration of its own for each request: Prism writes the first `Accept` into one that is shared.
    const result = await prism.request(request, operations, freshConfig())();
    if (result._tag === "Left") return gatewayError(500, `The mock failed: ${result.left.message}`);
    const given = produced ?? gatewayError(500, "The mock failed: Prism has not asked it for an answer");
    // By the profile, business errors can have a status for which the spec shows an answer of the gateway.
    if (isBusinessError(given) && engine.profile.businessErrorStatus !== 200) return given;
    const broken = result.right.validations.output.filter(isError);
    if (broken.length === 0) return given;
    return gatewayError(500, `The mock's answer breaks the spec: ${broken.map(textOf).join("; ")}`);
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

/** The mock checks requests itself, with the same schemas; if Prism finds more, one of both is wrong. */
function refusedIfInvalid(given: Answer, violations: readonly IPrismDiagnostic[]): Answer {
  const [violation] = violations.filter(isError);
  if (!violation || !isSuccess(given.body)) return given;
  return gatewayError(400, `Cannot process request body (Prism: ${textOf(violation)})`);
}

function isSuccess(body: unknown): boolean {
  if (typeof body !== "object" || body === null) return false;
  return ("code" in body && body.code === 0) || ("status" in body && body.status === 0);
}

function isBusinessError({ body }: Answer): boolean {
  return typeof body === "object" && body !== null && "code" in body && body.code !== 0;
}

/** Lesser findings, such as a status that the spec does not have, are Prism's hints. */
function isError({ severity }: IPrismDiagnostic): boolean {
  return severity === 0;
}

function textOf({ path = [], message }: IPrismDiagnostic): string {
  return `${path.join(".")} ${message}`.trim();
}

function toPrismRequest({ request }: Call, body: unknown): IHttpRequest {
  return {
    method: "post",
    url: { path: request.path, query: queryOf(request.query) },
    // The profile decides whether the real one is accepted.
    headers: { "content-type": "application/json" },
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
