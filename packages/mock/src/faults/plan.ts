import type { ReceivedRequest } from "../engine/requestLog.ts";
import { scenarioOf } from "../engine/scenario.ts";
import { type Answer, answer } from "../engine/wire.ts";
import { type Fault, type FaultName, hits, isAnswer } from "./fault.ts";

/** How the body of an answer ends. */
export type Ending = "whole" | "disconnect" | "disconnectAfterHeaders" | "truncatedBody";

/** What the faults make of one call. */
export interface Plan {
  /** Given in place of the real answer. */
  readonly answer: Answer | undefined;
  /** The fault that decided the answer. */
  readonly scenario: FaultName | undefined;
  /** Not to be checked against the spec: it is wrong on purpose. */
  readonly unchecked: boolean;
  /** How long the answer waits, in milliseconds. */
  readonly delayMs: number;
  /** How long the body takes, in milliseconds. */
  readonly bodyMs: number;
  readonly ending: Ending;
  /** How far the server's clock is ahead, in milliseconds. */
  readonly skewMs: number;
}

/** What becomes of a call that no fault hits. */
export const undisturbed: Plan = {
  answer: undefined,
  scenario: undefined,
  unchecked: false,
  delayMs: 0,
  bodyMs: 0,
  ending: "whole",
  skewMs: 0,
};

/**
 * The faults that hit a call, each used up by one. Of several that decide the answer the first one hits and the
 * others wait; those that change how an answer travels add up.
 */
export function planFor(faults: readonly Fault[], request: ReceivedRequest): Plan {
  let plan = undisturbed;
  for (const fault of faults) {
    if (isAnswer(fault.name) && plan.answer) continue;
    if (!hits(fault, request)) continue;
    fault.left -= 1;
    plan = add(plan, fault);
  }
  return plan;
}

function add(plan: Plan, { name, options }: Fault): Plan {
  const { delayMs = 1000, skewMs = 3_600_000 } = options;
  switch (name) {
    case "delay":
      return { ...plan, delayMs: plan.delayMs + delayMs };
    case "slowBody":
      return { ...plan, bodyMs: plan.bodyMs + delayMs };
    case "clockSkew":
      return { ...plan, skewMs: plan.skewMs + skewMs };
    case "disconnect":
    case "disconnectAfterHeaders":
    case "truncatedBody":
      return { ...plan, ending: name };
    case "htmlPage":
      return { ...plan, scenario: name, unchecked: true, answer: htmlPage(options.status ?? 200) };
    default: {
      const { status, body } = scenarioOf(name);
      const retryAfter = options.retryAfter ?? (name === "rateLimited" ? 1 : undefined);
      const headers = retryAfter === undefined ? {} : { "retry-after": String(retryAfter) };
      return { ...plan, scenario: name, answer: answer(status, body, headers) };
    }
  }
}

function htmlPage(status: number): Answer {
  return {
    status,
    headers: { "content-type": "text/html;charset=UTF-8" },
    body: undefined,
    text: "<!doctype html>\n<title>Sign in</title>\n<h1>Please sign in to the network</h1>\n",
  };
}
