import type { Condition, ExpressionError } from "@enos-ota/query";
import type { FaultName } from "./faultNames.ts";
import type { OperationId } from "./routes.ts";

/** A request that the mock received, and how it was answered. */
export interface ReceivedRequest {
  /** The operation of the spec; undefined for a path or method that the API does not have. */
  readonly operation: OperationId | undefined;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Looks up a header, whatever the case of its name. */
  readonly headers: { get(name: string): string | null | undefined };
  /** The body as text. */
  readonly text: string;
  /** The body read as JSON; undefined if it is not JSON. */
  readonly body: unknown;
  readonly orgId: string | undefined;
  /** The expression of a search, as it was sent. */
  readonly expression: string | undefined;
  /** The expression, parsed; undefined without one, or if it is not valid. */
  readonly condition: Condition | undefined;
  /** Why the expression is not valid, and where. */
  readonly expressionError: ExpressionError | undefined;
  /** When it was received, epoch milliseconds by the mock's clock. */
  readonly receivedAt: number;
  /** HTTP status of the answer; undefined until it is known. */
  readonly status: number | undefined;
  /** The code of the answer's body (`code`, of a token call `status`); undefined if it has none. */
  readonly code: number | undefined;
  /** Why the request was refused, as the answer says it; undefined if it succeeded. */
  readonly refusal: string | undefined;
  /** The scenario or fault of `use` that decided the answer; undefined if none did. */
  readonly scenario: FaultName | undefined;
}
