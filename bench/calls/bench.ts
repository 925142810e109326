import { generateHeyApi } from "../generatedClient.ts";
import { raceCalls } from "../race.ts";
import { inScratch } from "../scratch.ts";
import type { Effort, Section, Table } from "../section.ts";
import { answer } from "../server/answer.ts";
import { withServer } from "../server/start.ts";
import { allocations } from "./allocations.ts";
import { type Caller, fetchCallers } from "./callers.ts";
import { memoryFetch } from "./memoryFetch.ts";
import { nodeCallers } from "./nodeCallers.ts";
import { body } from "./request.ts";

const jobs = body.pagination.pageSize;

/** One search of a page, by every client, over loopback and in memory. */
export function bench(effort: Effort): Promise<Section> {
  return inScratch(async (scratch) => {
    const heyApi = await generateHeyApi(scratch);
    const loopback = await withServer({ total: jobs }, async (baseUrl) => {
      const tables: Table[] = [];
      for (const signed of [false, true]) {
        const target = { baseUrl, signed, heyApi };
        const callers = [...(await fetchCallers(target)), ...nodeCallers(target)];
        for (const concurrency of signed ? [1] : [1, 10]) {
          const how = `${signed ? "signed" : "unsigned"}, ${concurrency === 1 ? "one at a time" : `${concurrency} at once`}`;
          tables.push(
            await raceCallers(callers, effort, { title: `A page of ${jobs} jobs, ${how}`, concurrency }),
          );
        }
      }
      return tables;
    });
    const inMemory = await fetchCallers({
      baseUrl: "http://127.0.0.1",
      signed: false,
      fetch: memoryFetch(),
      heyApi,
    });
    return {
      title: "Call overhead",
      method: `One search of ${jobs} jobs (${Math.round(answer(body.pagination, jobs).length / 1024)} KiB) against a plain \`node:http\` server in a process of its own, body parsed.
Every client keeps connections open. Where the call is signed, peers sign by hand with \`node:crypto\`; ours uses the same
hash by default. In memory a \`fetch\` that answers at once with one job takes the place of the network, so that what
remains is the client's own cost: openapi-fetch, a deadline that leaves nothing behind, a bounded body, and the checks of the
answer. That is what ours loses to a bare \`fetch\`. What \`fetch\` loses to \`undici.request\` are its streams and its
\`Response\`; \`createUndiciFetch()\` makes a \`Response\` too, but sends the body as it is.`,
      tables: [
        ...loopback,
        await raceCallers(inMemory, effort, { title: "A call without a network", jobs: 1 }),
        await allocations(inMemory, effort, heyApi),
      ],
    };
  });
}

/** Races callers after checking that each gets all jobs, so that a fast failure is not counted as a result. */
async function raceCallers(
  callers: readonly Caller[],
  effort: Effort,
  settings: { readonly title: string; readonly concurrency?: number; readonly jobs?: number },
): Promise<Table> {
  for (const { name, call } of callers) {
    const got = await call();
    if (got !== (settings.jobs ?? jobs)) throw new Error(`${name} got ${got} jobs`);
  }
  const subjects = callers.map(({ name, note = "", call }) => ({ name, note, run: call }));
  return raceCalls(subjects, effort, settings);
}
