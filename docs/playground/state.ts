import type { FaultName } from "@enos-ota/mock";
import { maximumPageSize } from "../../packages/client/src/generated/limits.ts";

/** Faults that the playground offers, with the words on their buttons. */
export const faultChoices = [
  { name: "rateLimited", label: "Rate limited", detail: "HTTP 429 with Retry-After: 1" },
  { name: "tokenExpired", label: "Expired token", detail: "code 99401: the client fetches another token" },
  { name: "delay", label: "Slow", detail: "the answer waits for one second" },
  { name: "truncatedBody", label: "Truncated", detail: "the body ends in the middle" },
  { name: "unavailable", label: "Unavailable", detail: "HTTP 503" },
] as const satisfies readonly { name: FaultName; label: string; detail: string }[];

/** The name of a fault on a button. */
export type FaultChoice = (typeof faultChoices)[number]["name"];

/** Everything that the address of the playground keeps. */
export interface PlaygroundState {
  /** The expression as typed; empty: every job. */
  readonly expression: string;
  /** The seed of `generateJobs`. */
  readonly seed: number;
  /** How many jobs the mock has, up to {@link mostJobs}. */
  readonly count: number;
  /** Jobs per page. */
  readonly pageSize: number;
  /** The page that is shown, from 1. */
  readonly pageNo: number;
  /** The fault that hits the next search, if any. */
  readonly fault: FaultChoice | undefined;
}

/** Jobs that the page generates at most: more would make typing slow on a small machine. */
export const mostJobs = 100_000;

export { maximumPageSize };

/** What a visitor sees first. */
export const initialState: PlaygroundState = {
  expression: "status = 'started' and name like 'pump'",
  seed: 1,
  count: 500,
  pageSize: 10,
  pageNo: 1,
  fault: undefined,
};

/** Reads the state from the query of an address. What is missing or unusable takes its initial value. */
export function readState(query: string): PlaygroundState {
  const params = new URLSearchParams(query);
  const fault = params.get("fault");
  return {
    expression: params.get("q") ?? initialState.expression,
    seed: readInteger(params.get("seed"), initialState.seed, 0, 2 ** 31),
    count: readInteger(params.get("jobs"), initialState.count, 0, mostJobs),
    pageSize: readInteger(params.get("size"), initialState.pageSize, 1, maximumPageSize),
    pageNo: readInteger(params.get("page"), initialState.pageNo, 1, mostJobs),
    fault: faultChoices.find(({ name }) => name === fault)?.name,
  };
}

/** Writes the state as the query of an address; leaves out what has its initial value. */
export function writeState(state: PlaygroundState): string {
  const params = new URLSearchParams();
  const names = {
    q: "expression",
    seed: "seed",
    jobs: "count",
    size: "pageSize",
    page: "pageNo",
    fault: "fault",
  } as const;
  for (const [param, key] of Object.entries(names)) {
    const value = state[key as (typeof names)[keyof typeof names]];
    if (value !== undefined && value !== initialState[key as keyof PlaygroundState])
      params.set(param, String(value));
  }
  const text = params.toString();
  return text && `?${text}`;
}

function readInteger(text: string | null, initial: number, least: number, most: number): number {
  const value = text === null || text.trim() === "" ? Number.NaN : Number(text);
  return Number.isInteger(value) ? Math.min(Math.max(value, least), most) : initial;
}
