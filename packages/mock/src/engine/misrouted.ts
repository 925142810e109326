import { type Answer, gatewayError } from "../wire/answer.ts";
import type { WireRequest } from "../wire/request.ts";
import { routes } from "../wire/routes.ts";

/** The answer to a path or method that the API does not have. */
export function misrouted({ method, path }: WireRequest): Answer {
  const allowed = routes.filter((route) => route.path === path).map((route) => route.method);
  if (allowed.length > 0) {
    const allow = allowed.join(", ");
    return gatewayError(405, `${path} takes ${allow}, not ${method}.`, { allow });
  }
  const paths = routes.map((route) => route.path).join(", ");
  const shown = path.length > 200 ? `${path.slice(0, 200)}…` : path;
  return gatewayError(404, `There is no ${shown}; the mock serves ${paths}.`);
}
