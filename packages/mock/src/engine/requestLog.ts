import type { Condition, ExpressionError } from "@enos-ota/query";
import { readExpression } from "../core/expression.ts";
import type { FaultName } from "../faults/fault.ts";
import type { OperationId } from "./routes.ts";
import type { Answer, WireRequest } from "./wire.ts";

/** A request that the mock received, and how it was answered. */
export interface ReceivedRequest {
  /** The operation of the spec; undefined for a path or method that it does not have. */
  readonly operation: OperationId | undefined;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Looks a header up, whatever the case of its name. */
  readonly headers: { get(name: string): string | null | undefined };
  /** The body as it came. */
  readonly text: string;
  /** The body read as JSON; undefined if it is none. */
  readonly body: unknown;
  readonly orgId: string | undefined;
  /** The expression of a search, as it was sent. */
  readonly expression: string | undefined;
  /** The expression, parsed; undefined without one, or if it is not valid. */
  readonly condition: Condition | undefined;
  /** Why the expression is not valid, with its place. */
  readonly expressionError: ExpressionError | undefined;
  /** When it came, epoch milliseconds by the mock's clock. */
  readonly receivedAt: number;
  /** HTTP status of the answer; undefined until it is there. */
  readonly status: number | undefined;
  /** The scenario or fault of `use` that decided the answer; undefined if none did. */
  readonly scenario: FaultName | undefined;
  /** The code of the answer's body (`code`, of a token call `status`); undefined if it has none. */
  readonly code: number | undefined;
}

/** So many requests are kept at least; a mock that runs for days must not fill the memory. */
const kept = 10_000;

/** One request, with what is worked out only when somebody looks. */
export class LoggedRequest implements ReceivedRequest {
  readonly #request: WireRequest;
  readonly operation: OperationId | undefined;
  readonly body: unknown;
  readonly receivedAt: number;
  status: number | undefined;
  code: number | undefined;
  scenario: FaultName | undefined;

  constructor(request: WireRequest, operation: OperationId | undefined, body: unknown, receivedAt: number) {
    this.#request = request;
    this.operation = operation;
    this.body = body;
    this.receivedAt = receivedAt;
  }

  get method(): string {
    return this.#request.method;
  }

  get path(): string {
    return this.#request.path;
  }

  get query(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#request.query);
  }

  get headers(): { get(name: string): string | null | undefined } {
    return this.#request.headers;
  }

  get text(): string {
    return new TextDecoder().decode(this.#request.body);
  }

  get orgId(): string | undefined {
    return this.#request.query.get("orgId") ?? undefined;
  }

  get expression(): string | undefined {
    const expression = member(this.body, "expression");
    return typeof expression === "string" ? expression : undefined;
  }

  get condition(): Condition | undefined {
    return this.expression === undefined ? undefined : readExpression(this.expression).condition;
  }

  get expressionError(): ExpressionError | undefined {
    return this.expression === undefined ? undefined : readExpression(this.expression).error;
  }

  /** Notes how the request was answered. */
  answered({ status, body }: Answer, scenario: FaultName | undefined): void {
    this.scenario = scenario;
    const code = member(body, "code") ?? member(body, "status");
    this.status = status;
    this.code = typeof code === "number" ? code : undefined;
  }
}

/** Adds a request to the list; drops the oldest ones of a list that grows too long. */
export function remember(list: LoggedRequest[], request: LoggedRequest): void {
  if (list.length >= kept * 1.1) list.splice(0, list.length - kept);
  list.push(request);
}

function member(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.entries(value).find(([key]) => key === name)?.[1];
}
