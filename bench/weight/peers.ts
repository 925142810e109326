/** What is weighed: a package, or a part of it. */
export interface Peer {
  readonly package: string;
  /** What of the package the program uses, if the package has several rows; only the first is about installing it. */
  readonly part?: string;
  /** The modules whose load time is taken; the package by default, none if another row loads the same. */
  readonly loads?: readonly string[];
  /** A program that makes one search; it is bundled, loaded and type-checked. */
  readonly program: string;
  readonly note?: string;
}

const answer = `interface Job { readonly jobId: string; readonly status: "started" | "stopped" }
interface Answer { readonly code: number; readonly data: readonly Job[] }
const body = { expression: "status = 'started'", pagination: { pageNo: 1, pageSize: 50 } };
const url = "http://127.0.0.1/connect-service/v2.1/ota-jobs?action=search&orgId=o1";
`;

const untyped = "the answer's type is written by hand";

/** Ours first, then those that users would pick instead. */
export const peers: readonly Peer[] = [
  {
    package: "@enos-ota/client",
    note: "signs, retries, iterates pages",
    program: `import { createOtaClient } from "@enos-ota/client";
const enos = createOtaClient({ baseUrl: "http://127.0.0.1", orgId: "o1", auth: "none" });
export const search = async () => {
  const { jobs } = await enos.otaJobs.search({ expression: "status = 'started'" });
  return jobs.map((job) => job.jobId);
};
`,
  },
  {
    package: "openapi-fetch",
    note: "with the types of our spec",
    program: `import createClient from "openapi-fetch";
import type { paths } from "@enos-ota/client";
const client = createClient<paths>({ baseUrl: "http://127.0.0.1" });
export const search = async () => {
  const { data } = await client.POST("/connect-service/v2.1/ota-jobs", {
    params: { query: { action: "search", orgId: "o1" } },
    body: { expression: "status = 'started'" },
  });
  return data?.code === 0 ? data.data.map((job) => job.jobId) : [];
};
`,
  },
  {
    package: "@hey-api/openapi-ts",
    part: "generated client",
    note: "generated from our spec, part of the program",
    loads: ["./hey-api.mjs"],
    program: `import { client } from "./hey-api/client.gen.ts";
import { searchOtaJobs } from "./hey-api/sdk.gen.ts";
client.setConfig({ baseUrl: "http://127.0.0.1" });
export const search = async () => {
  const { data } = await searchOtaJobs({
    query: { action: "search", orgId: "o1" },
    body: { expression: "status = 'started'" },
  });
  return data?.code === 0 ? data.data.map((job) => job.jobId) : [];
};
`,
  },
  {
    package: "axios",
    note: untyped,
    program: `import axios from "axios";
${answer}export const search = async () => (await axios.post<Answer>(url, body)).data.data.map((job) => job.jobId);
`,
  },
  {
    package: "ky",
    note: untyped,
    program: `import ky from "ky";
${answer}export const search = async () => (await ky.post(url, { json: body }).json<Answer>()).data.map((job) => job.jobId);
`,
  },
  {
    package: "got",
    note: untyped,
    program: `import got from "got";
${answer}export const search = async () => (await got.post(url, { json: body }).json<Answer>()).data.map((job) => job.jobId);
`,
  },
  {
    package: "openai",
    note: "the shape of Stainless' clients, its API's own code included",
    program: `import OpenAI from "openai";
${answer}const client = new OpenAI({ apiKey: "none", baseURL: "http://127.0.0.1" });
export const search = async () => (await client.post<Answer>(url, { body })).data.map((job) => job.jobId);
`,
  },
  {
    package: "undici",
    note: untyped,
    program: `import { request } from "undici";
${answer}export const search = async () => {
  const { body: stream } = await request(url, { method: "POST", body: JSON.stringify(body) });
  return ((await stream.json()) as Answer).data.map((job) => job.jobId);
};
`,
  },
  {
    package: "@enos-ota/query",
    note: "builds and prints an expression; adds to the client",
    program: `import { and, otaJob } from "@enos-ota/query";
export const search = async () => String(and(otaJob.productKey.eq("p"), otaJob.status.eq("started")));
`,
  },
  {
    package: "@enos-ota/query",
    part: "with parser",
    note: "builds, prints and parses",
    loads: [],
    program: `import { and, otaJob, parseExpression } from "@enos-ota/query";
export const search = async () => String(and(otaJob.productKey.eq("p"), parseExpression("status = 'started'")));
`,
  },
  {
    package: "@enos-ota/query",
    part: "with evaluator",
    note: "builds, prints, parses and filters",
    loads: ["@enos-ota/query", "@enos-ota/query/evaluate"],
    program: `import { and, otaJob, parseExpression } from "@enos-ota/query";
import { compile } from "@enos-ota/query/evaluate";
const condition = and(otaJob.productKey.eq("p"), parseExpression("status = 'started'"));
export const search = async () => [{ status: "started" }].filter(compile(condition)).length;
`,
  },
  {
    package: "@enos-ota/mock",
    note: "for tests",
    program: `import { createMockOta } from "@enos-ota/mock";
export const search = async () => createMockOta({ jobs: [] }).baseUrl;
`,
  },
];
