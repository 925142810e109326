import type { Engine } from "../../engine/engine.ts";
import { type Answer, answer, gatewayError } from "../../wire/answer.ts";
import { readJson } from "../../wire/json.ts";
import type { WireRequest } from "../../wire/request.ts";
import { controlActions } from "./controlActions.ts";
import { controlHeader, controlPrefix } from "./protocol.ts";

/** Answers the calls that control the mock server itself. */
export type Control = (request: WireRequest) => Answer;

/**
 * Returns what answers below `/__mock/`. A page of another site must not reach it: it needs a header that pages cannot
 * send across sites without being asked, which this server never allows, and a `Host` that is known, because any page
 * can make its own host name resolve to this machine (DNS rebinding).
 */
export function createControl(engine: Engine, isKnownHost: (hostname: string) => boolean): Control {
  return (request) => {
    const name = request.path.slice(controlPrefix.length);
    if (name === "health" && request.method === "GET") return answer(200, { status: "ok" });
    const refusal = refuse(request, isKnownHost);
    if (refusal !== undefined) return gatewayError(403, refusal);
    const actions = controlActions.get(name);
    if (!actions) {
      const paths = ["health", ...controlActions.keys()].map((path) => controlPrefix + path).join(", ");
      return gatewayError(404, `There is no ${request.path}; there are ${paths}.`);
    }
    const action = actions[request.method];
    if (!action) {
      const allow = Object.keys(actions).join(", ");
      return gatewayError(405, `${request.path} takes ${allow}, not ${request.method}.`, { allow });
    }
    try {
      const { json } = readJson(request, { contentType: "ignored", absentBody: "everyJob" });
      return answer(200, action(engine, { query: request.query, json }) ?? { status: "ok" });
    } catch (error) {
      return gatewayError(400, error instanceof Error ? error.message : String(error));
    }
  };
}

function refuse({ headers }: WireRequest, isKnownHost: (hostname: string) => boolean): string | undefined {
  if (headers.get(controlHeader) === undefined) {
    return `Calls to ${controlPrefix} need the header "${controlHeader}: 1", so that no web page can send them.`;
  }
  const host = headers.get("host") ?? "";
  const hostname = URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : "";
  if (isKnownHost(hostname)) return undefined;
  return (
    `The host ${JSON.stringify(host)} is not one of this server. ` +
    "Name it in the option allowedHosts (--allowed-host) if calls from there are meant."
  );
}
