import { codes } from "../generated/errorCodes.ts";
import { type Answer, answer } from "../wire/answer.ts";
import type { FaultName } from "../wire/faultNames.ts";
import type { ReceivedRequest } from "../wire/receivedRequest.ts";
import { allScenarios } from "../wire/scenarios.ts";
import { appliesTo, decidesAnswer, type Fault, type FaultOptions } from "./fault.ts";
import type { Malformation } from "./malformedJobs.ts";

/** How the body of an answer ends. */
export type Ending = "whole" | "disconnect" | "disconnectAfterHeaders" | "truncatedBody";

/** What the faults do to one call. */
export interface Plan {
  /** Returned in place of the real answer. */
  readonly answer: Answer | undefined;
  /** The fault that decided the answer. */
  readonly scenario: FaultName | undefined;
  /** What is done to the jobs of the answer. */
  readonly malformations: readonly Malformation[];
  /** Not to be checked against the spec: the answer breaks it on purpose. */
  readonly unchecked: boolean;
  /** How long the answer waits, in milliseconds. */
  readonly delayMs: number;
  /** How long the body takes, in milliseconds. */
  readonly bodyMs: number;
  readonly ending: Ending;
  /** How far the server's clock is ahead, in milliseconds. */
  readonly skewMs: number;
}

/** The plan of a call that no fault applies to. */
export const undisturbed: Plan = {
  answer: undefined,
  scenario: undefined,
  malformations: [],
  unchecked: false,
  delayMs: 0,
  bodyMs: 0,
  ending: "whole",
  skewMs: 0,
};

/**
 * Combines the faults that apply to a call, and counts the call for each. Of several that decide the answer the first
 * one applies and the others wait; those that change how an answer is delivered add up.
 */
export function planFor(faults: readonly Fault[], request: ReceivedRequest): Plan {
  let plan = undisturbed;
  for (const fault of faults) {
    if (decidesAnswer(fault.name) && plan.answer) continue;
    if (!appliesTo(fault, request)) continue;
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
    case "malformedJobs":
      return {
        ...plan,
        scenario: plan.scenario ?? name,
        unchecked: true,
        malformations: [...plan.malformations, { changes: options.changes ?? {}, jobId: options.jobId }],
      };
    case "disconnect":
    case "disconnectAfterHeaders":
    case "truncatedBody":
      return { ...plan, ending: name };
    case "htmlPage":
      return { ...plan, scenario: name, unchecked: true, answer: htmlPage(options.status ?? 200) };
    case "shortTokenExpired":
      return { ...plan, scenario: name, unchecked: true, answer: apimStatus(codes.ShortTokenExpired) };
    case "allTokensExpired":
      return { ...plan, scenario: name, unchecked: true, answer: apimStatus(codes.AllTokensExpired) };
    default:
      return { ...plan, scenario: name, answer: example(name, options) };
  }
}

function example(name: FaultName, options: FaultOptions): Answer {
  const { status, body } = allScenarios[name] ?? { status: 500, body: null };
  const retryAfter = options.retryAfter ?? (name === "rateLimited" ? 1 : undefined);
  return answer(status, body, retryAfter === undefined ? {} : { "retry-after": String(retryAfter) });
}

function htmlPage(status: number): Answer {
  return {
    status,
    headers: { "content-type": "text/html;charset=UTF-8" },
    body: undefined,
    text: "<!doctype html>\n<title>Sign in</title>\n<h1>Please sign in to the network</h1>\n",
  };
}

/** What callers with a token of the vendor's SDKs get when it has expired: HTTP 200 and its own fields. [seen in samples] */
function apimStatus(code: (typeof codes)["ShortTokenExpired" | "AllTokensExpired"]): Answer {
  return answer(200, {
    apim_status: code,
    // The new refresh token, of which the SDK makes its next token.
    ...(code === codes.ShortTokenExpired && { apim_refreshtoken: "0".repeat(64) }),
  });
}
