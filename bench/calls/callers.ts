import { createOtaClient, type paths } from "@enos-ota/client";
import { createFetchClient } from "@enos-ota/client/fetch";
import { createUndiciFetch } from "@enos-ota/client/undici";
import ky from "ky";
import OpenAI from "openai";
import createClient from "openapi-fetch";
import { type HeyApi, loadHeyApi } from "../generatedClient.ts";
import { packageVersion } from "../process.ts";
import { type Answer, accessToken, body, handwrittenHeaders, path, query, secretKey } from "./request.ts";

/** One way of making the call; returns the number of jobs received. */
export interface Caller {
  readonly name: string;
  readonly note?: string;
  readonly call: () => Promise<number>;
}

/** The settings that every caller is created from. */
export interface Target {
  readonly baseUrl: string;
  readonly signed: boolean;
  /** Replaces the network. */
  readonly fetch?: typeof globalThis.fetch;
  /** The client that @hey-api/openapi-ts has generated. */
  readonly heyApi: string;
}

/** The clients that send through a `fetch`: the built-in one, or one in memory. */
export async function fetchCallers(target: Target): Promise<readonly Caller[]> {
  const { baseUrl, signed, fetch } = target;
  const headersOf = handwrittenHeaders(signed);
  const url = `${baseUrl}${path}?action=${query.action}&orgId=${query.orgId}`;
  return [
    {
      name: "fetch",
      call: async () => {
        const text = JSON.stringify(body);
        const response = await (fetch ?? globalThis.fetch)(url, {
          method: "POST",
          headers: { "content-type": "application/json", ...headersOf(text) },
          body: text,
        });
        const answer: Answer = await response.json();
        return answer.data.length;
      },
    },
    ...ours(target),
    openapiFetch(target),
    {
      name: `ky ${packageVersion("ky")}`,
      call: async () => {
        const text = JSON.stringify(body);
        const headers = { "content-type": "application/json", ...headersOf(text) };
        const answer = await ky.post(url, { body: text, headers, ...(fetch && { fetch }) }).json<Answer>();
        return answer.data.length;
      },
    },
    openai(target),
    heyApi(target, await loadHeyApi(target.heyApi)),
  ];
}

function ours({ baseUrl, signed, fetch }: Target): readonly Caller[] {
  const options = {
    baseUrl,
    auth: signed ? { accessToken, secretKey } : ("none" as const),
    ...(fetch && { fetch }),
  };
  const client = createOtaClient({ ...options, orgId: query.orgId });
  const bare = createFetchClient(options);
  const overUndici = createOtaClient({ ...options, orgId: query.orgId, fetch: createUndiciFetch() });
  return [
    { name: "enos-ota", call: async () => (await client.otaJobs.search(body)).jobs.length },
    ...(fetch
      ? []
      : [
          {
            name: "enos-ota over ./undici",
            note: "`createUndiciFetch()`",
            call: async () => (await overUndici.otaJobs.search(body)).jobs.length,
          },
        ]),
    {
      name: "enos-ota/fetch",
      note: "`createFetchClient()`",
      call: async () => {
        const { data } = await bare.POST(path, { params: { query }, body });
        return data?.code === 0 ? data.data.length : 0;
      },
    },
  ];
}

function openapiFetch({ baseUrl, signed, fetch }: Target): Caller {
  const headersOf = handwrittenHeaders(signed);
  const client = createClient<paths>({ baseUrl, ...(fetch && { fetch }) });
  return {
    name: `openapi-fetch ${packageVersion("openapi-fetch")}`,
    call: async () => {
      const headers = headersOf(JSON.stringify(body));
      const { data } = await client.POST(path, { params: { query }, body, headers });
      return data?.code === 0 ? data.data.length : 0;
    },
  };
}

function openai({ baseUrl, signed, fetch }: Target): Caller {
  const headersOf = handwrittenHeaders(signed);
  const client = new OpenAI({ apiKey: "none", baseURL: baseUrl, ...(fetch && { fetch }) });
  return {
    name: `openai ${packageVersion("openai")}`,
    note: "its generic `post`, as Stainless generates it",
    call: async () => {
      const headers = headersOf(JSON.stringify(body));
      const answer = await client.post<Answer>(path, { query, body, headers });
      return answer.data.length;
    },
  };
}

function heyApi({ baseUrl, signed, fetch }: Target, { client, searchOtaJobs }: HeyApi): Caller {
  const headersOf = handwrittenHeaders(signed);
  return {
    name: `@hey-api/openapi-ts ${packageVersion("@hey-api/openapi-ts")}`,
    note: "the client that it generates from our spec",
    call: async () => {
      // Its client is one for the whole module, so it is pointed at the server at each call.
      client.setConfig({ baseUrl, ...(fetch && { fetch: (request: Request) => fetch(request) }) });
      const headers = headersOf(JSON.stringify(body));
      const { data } = await searchOtaJobs({ query, body, headers, throwOnError: true });
      return data.data.length;
    },
  };
}
