import type { Condition, ExpressionError } from "@enos-ota/query";
import type { Answer } from "../wire/answer.ts";
import type { FaultName } from "../wire/faultNames.ts";
import { readJson } from "../wire/json.ts";
import type { ReceivedRequest } from "../wire/receivedRequest.ts";
import type { WireRequest } from "../wire/request.ts";
import type { OperationId } from "../wire/routes.ts";

/** Reads the expression of a search, as the search that the request is for reads it. */
export type ReadCondition = (expression: string) => {
  readonly condition?: Condition | undefined;
  readonly error?: ExpressionError | undefined;
};

/** The most requests that are kept, and the most bytes of their bodies: a mock may run for days. */
const mostRequests = 10_000;
const mostBytes = 16 * 1024 * 1024;

/** One request. What can be worked out from its bytes is worked out when somebody asks. */
export class LoggedRequest implements ReceivedRequest {
  readonly #request: WireRequest;
  readonly #read: ReadCondition;
  readonly operation: OperationId | undefined;
  readonly receivedAt: number;
  status: number | undefined;
  code: number | undefined;
  refusal: string | undefined;
  scenario: FaultName | undefined;

  constructor(
    request: WireRequest,
    operation: OperationId | undefined,
    receivedAt: number,
    read: ReadCondition,
  ) {
    this.#request = request;
    this.#read = read;
    this.operation = operation;
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

  get body(): unknown {
    return readJson(this.#request, { contentType: "ignored", absentBody: "refused" }).json;
  }

  get orgId(): string | undefined {
    return this.#request.query.get("orgId") ?? undefined;
  }

  get expression(): string | undefined {
    const { body } = this;
    if (typeof body !== "object" || body === null || !("expression" in body)) return undefined;
    return typeof body.expression === "string" ? body.expression : undefined;
  }

  get condition(): Condition | undefined {
    const { expression } = this;
    return expression === undefined ? undefined : this.#read(expression).condition;
  }

  get expressionError(): ExpressionError | undefined {
    const { expression } = this;
    return expression === undefined ? undefined : this.#read(expression).error;
  }

  /** The size of the body, in bytes. */
  get size(): number {
    return this.#request.body.length;
  }

  /** Records how the request was answered. */
  answered({ status, body }: Answer, scenario: FaultName | undefined): void {
    this.scenario = scenario;
    this.status = status;
    const { code = undefined, status: tokenStatus = code, msg, message = msg } = fieldsOf(body);
    this.code = typeof tokenStatus === "number" ? tokenStatus : undefined;
    const isRefused = status >= 400 || (this.code !== undefined && this.code !== 0);
    this.refusal = isRefused && typeof message === "string" ? message.trim() : undefined;
  }
}

/** The requests of a mock, oldest first; the oldest are dropped when there are too many or too large ones. */
export class RequestLog {
  readonly list: LoggedRequest[] = [];
  #bytes = 0;

  add(request: LoggedRequest): void {
    this.list.push(request);
    this.#bytes += request.size;
    // Dropped by the thousand: to drop one at a time would move the whole list each time.
    if (this.list.length >= mostRequests + 1000) this.#drop(1000);
    while (this.#bytes > mostBytes && this.list.length > 1) {
      this.#drop(Math.max(1, Math.floor(this.list.length / 10)));
    }
  }

  /** Drops the requests of an organization, or all. */
  clear(orgId?: string): void {
    const kept = orgId === undefined ? [] : this.list.filter((request) => request.orgId !== orgId);
    this.list.splice(0, this.list.length, ...kept);
    this.#bytes = kept.reduce((sum, { size }) => sum + size, 0);
  }

  #drop(count: number): void {
    for (const { size } of this.list.splice(0, count)) this.#bytes -= size;
  }
}

interface AnswerFields {
  readonly code?: unknown;
  readonly status?: unknown;
  readonly msg?: unknown;
  readonly message?: unknown;
}

function fieldsOf(body: unknown): AnswerFields {
  return typeof body === "object" && body !== null ? body : {};
}
