import { routes as generated } from "../generated/routes.ts";

/** The operations of the spec. */
export type OperationId = (typeof generated)[number]["operation"];

/** Where an operation is found. */
interface Route {
  readonly operation: OperationId;
  readonly method: string;
  readonly path: string;
}

/** Every operation of the spec. */
export const routes: readonly Route[] = generated;
