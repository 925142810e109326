import type { IHttpRequest, IHttpResponse } from "@stoplight/prism-http";
import type { Call, Engine } from "../../engine/engine.ts";
import { prismOperations } from "../../generated/prismOperations.ts";
import { type Answer, gatewayError } from "../../wire/answer.ts";
import { loadPrism, type Prism } from "./loadPrism.ts";

/** Answers a call by `produce`, and lets Prism check the request and the answer. */
export type Inspect = (call: Call, produce: () => Answer) => Answer;

/** Loads Prism, once for all calls. */
export async function createInspector(engine: Engine): Promise<Inspect> {
  const { validateInput, validateOutput } = await loadPrism();

  return (call, produce) => {
    const resource = call.operation && prismOperations[call.operation];
    // A request that matches no operation cannot be checked against the spec.
    if (!isOperation(resource) || call.plan.unchecked) return produce();
    const request = toPrismRequest(call, engine.specBody(call));
    const given = refusedIfInvalid(produce(), problemsOf(validateInput({ resource, element: request })));
    // By the profile, business errors can have a status for which the spec shows an answer of the gateway.
    if (isBusinessError(given) && engine.profile.businessErrorStatus !== 200) return given;
    const broken = problemsOf(validateOutput({ resource, element: toPrismResponse(given) }));
    if (broken.length === 0) return given;
    return gatewayError(500, `The mock's answer breaks the spec: ${broken.map(textOf).join("; ")}`);
  };
}

/** The generated operations have this type, which belongs to a package that is not a dependency of ours. */
function isOperation(value: unknown): value is Parameters<Prism["validateInput"]>[0]["resource"] {
  return typeof value === "object" && value !== null && "responses" in value;
}

/** The result of a validator of Prism. */
type Result = ReturnType<Prism["validateInput"] | Prism["validateOutput"]>;
type Diagnostic = Extract<Result, { readonly _tag: "Left" }>["left"][number];

/** What a validator of Prism found: the left side of its result, without hints. */
function problemsOf(result: Result): readonly Diagnostic[] {
  return result._tag === "Left" ? result.left.filter(isError) : [];
}

/** The mock checks requests itself, with the same schemas; if Prism finds more, one of the two is wrong. */
function refusedIfInvalid(given: Answer, violations: readonly Diagnostic[]): Answer {
  const [violation] = violations;
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
function isError({ severity }: Diagnostic): boolean {
  return severity === 0;
}

function textOf({ path = [], message }: Diagnostic): string {
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
