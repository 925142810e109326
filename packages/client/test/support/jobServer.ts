import { maximumPageSize, sortedBy } from "../../src/generated/limits.ts";
import { createOtaClient, type OtaClient, type OtaClientOptions } from "../../src/index.ts";

/** The time of the job at a place of the list. */
const timeAt = (count: number, place: number): number =>
  String(sortedBy.order) === "DESC" ? count - place : place + 1;

/** The page that a request asks for. */
export interface Asked {
  readonly pageNo: number;
  readonly pageSize: number;
}

/** Deviations of a job server from the documented behaviour. */
export interface Oddities {
  /** The largest page size that it returns. */
  readonly cap?: number;
  /** Changes the pagination data of the response; by default `totalSize` is the number of jobs, and the rest is as requested. */
  readonly say?: (asked: Asked, totalSize: number) => Record<string, unknown> | undefined;
  /** Changes which jobs it returns; undefined stands for the right ones. `times` counts the requests, from 1. */
  readonly show?: (asked: Asked, times: number) => readonly string[] | undefined;
}

/** A server with the jobs j0, j1, …, in the order of the list, in the form of a `fetch`. */
export class JobServer {
  /** The pages requested, such as `2x50`; `-` for a request without a page. */
  readonly asked: string[] = [];
  readonly bodies: Record<string, unknown>[] = [];
  readonly signals: AbortSignal[] = [];
  readonly ids: readonly string[];
  readonly #oddities: Oddities;

  constructor(count: number, oddities: Oddities = {}) {
    this.ids = Array.from({ length: count }, (_, index) => `j${index}`);
    this.#oddities = oddities;
  }

  client(options: OtaClientOptions = {}): OtaClient {
    const { fetch } = this;
    return createOtaClient({
      baseUrl: "https://gateway.example",
      orgId: "o1",
      auth: "none",
      fetch,
      ...options,
    });
  }

  readonly fetch = async (_url: string, init: RequestInit): Promise<Response> => {
    const body = JSON.parse(String(init.body));
    this.bodies.push(body);
    this.asked.push(body.pagination ? `${body.pagination.pageNo}x${body.pagination.pageSize}` : "-");
    if (init.signal) this.signals.push(init.signal);
    await new Promise((resolve) => setImmediate(resolve));
    const asked: Asked = { pageNo: 1, pageSize: 10, ...body.pagination };
    const { cap = maximumPageSize, say, show } = this.#oddities;
    const size = Math.min(asked.pageSize, cap);
    const first = (asked.pageNo - 1) * size;
    const ids = show?.(asked, this.asked.length) ?? this.ids.slice(first, first + size);
    const totalSize = this.ids.length;
    return Response.json({
      code: 0,
      msg: "OK",
      requestId: `r${this.asked.length}`,
      data: ids.map((jobId) => ({ jobId, createTime: timeAt(totalSize, Number(jobId.slice(1))) })),
      pagination: say ? say(asked, totalSize) : { ...asked, pageSize: size, totalSize },
    });
  };
}

/** Iterates to the end and returns the IDs. */
export async function idsOf(jobs: AsyncIterable<{ readonly jobId: string }>): Promise<string[]> {
  const ids: string[] = [];
  for await (const job of jobs) ids.push(job.jobId);
  return ids;
}
