import { Agent, request as httpRequest } from "node:http";
import { text as readText } from "node:stream/consumers";
import axios from "axios";
import got from "got";
import { Pool } from "undici";
import { packageVersion } from "../process.ts";
import type { Caller, Target } from "./callers.ts";
import { type Answer, body, handwrittenHeaders, path, query } from "./request.ts";

/** The clients that come with their own transport, and the transports alone. */
export function nodeCallers({ baseUrl, signed }: Target): readonly Caller[] {
  const headersOf = handwrittenHeaders(signed);
  const target = `${path}?action=${query.action}&orgId=${query.orgId}`;
  const url = `${baseUrl}${target}`;
  const agent = new Agent({ keepAlive: true });
  const pool = new Pool(baseUrl, { connections: 64 });
  const prepared = (): { text: string; headers: Record<string, string> } => {
    const text = JSON.stringify(body);
    return { text, headers: { "content-type": "application/json", ...headersOf(text) } };
  };
  const withAgent = axios.create({ httpAgent: agent });
  return [
    {
      name: `axios ${packageVersion("axios")}`,
      call: async () => {
        const { text, headers } = prepared();
        const { data } = await withAgent.post<Answer>(url, text, { headers });
        return data.data.length;
      },
    },
    {
      name: `got ${packageVersion("got")}`,
      call: async () => {
        const { text, headers } = prepared();
        const answer = await got.post(url, { body: text, headers, agent: { http: agent } }).json<Answer>();
        return answer.data.length;
      },
    },
    {
      name: `undici.request ${packageVersion("undici")}`,
      note: "limit: no `fetch` semantics, no timeout, no retry",
      call: async () => {
        const { text, headers } = prepared();
        const response = await pool.request({ path: target, method: "POST", headers, body: text });
        const answer = (await response.body.json()) as Answer;
        return answer.data.length;
      },
    },
    {
      name: "node:http",
      note: "limit: no `fetch` semantics, no timeout, no retry",
      call: () =>
        new Promise((resolve, reject) => {
          const { text, headers } = prepared();
          const sent = httpRequest(url, { method: "POST", headers, agent }, (response) => {
            readText(response)
              .then((answer) => resolve((JSON.parse(answer) as Answer).data.length))
              .catch(reject);
          });
          sent.once("error", reject).end(text);
        }),
    },
  ];
}
