import { deepStrictEqual } from "node:assert";
import { generateJobs, search as searchJobs } from "@enos-ota/mock";
import { timeProcess } from "../process.ts";
import { race, raceCalls } from "../race.ts";
import type { Effort, Section, Table } from "../section.ts";
import { type Door, doors } from "./doors.ts";
import { growth } from "./growth.ts";
import { memory } from "./memory.ts";
import { names } from "./names.ts";
import { contentOf, search } from "./search.ts";
import { servers, spec } from "./server.ts";

/** The mock's doors compared with other tools that mock a spec, and the mock's search over many jobs. */
export async function bench(effort: Effort): Promise<Section> {
  const rounds = effort.quick ? 1 : 7;
  const start = (name: keyof typeof servers) => async (): Promise<number> => {
    const server = await servers[name]();
    await server.stop();
    return server.firstAnswerMs;
  };
  const loading = (statement: string) => () =>
    timeProcess(process.execPath, ["--input-type=module", "--eval", statement], {
      cwd: import.meta.dirname,
    });
  return {
    title: "Mock",
    method: `Each call searches 1,000 jobs by \`status = 'started'\` and reads the first ten of what was found: the same ten
from all of ours (asserted first). The mocks of others know no jobs; they answer the one job of the spec's example
instead (asserted too). The servers are commands, called by fetch; every answer is read to its end. @mswjs/source makes
handlers for MSW of the spec; with them, and with our MSW door, \`fetch\` is answered by the same MSW, which listens only
while it is measured. A test suite mostly calls one after the other. The first answer counts from the start of the
process. Memory is the most that a process has taken, with what it starts, while it was called one call after the other,
and only Linux tells it; in process and with MSW it includes the caller. Loading counts a whole process of Node that
imports and ends. The search over 100,000 jobs is the pure core, without its memory of what was found before. The
growing list is searched in process, in pages of ten jobs, and nothing is remembered but where it says so.`,
    tables: [
      ...(await throughput(effort)),
      await race(
        [
          { name: names.ours, run: start("ours") },
          { name: names.prism, run: start("prism") },
          { name: names.steady, run: start("steady") },
        ],
        {
          title: "From start to the first answer",
          unit: "ms",
          rounds,
          warmups: effort.quick ? 0 : 1,
          reference: names.prism,
        },
      ),
      ...(await memory(effort)),
      await race(
        [
          { name: "Node alone", run: loading("") },
          { name: "import of @enos-ota/mock", run: loading('import "@enos-ota/mock"') },
        ],
        { title: "Loading the mock", unit: "ms", rounds: rounds * 2 },
      ),
      await manyJobs(effort),
    ],
    curves: await growth(effort),
  };
}

async function throughput(effort: Effort): Promise<readonly Table[]> {
  const [ours, prism, steady] = await Promise.all([servers.ours(), servers.prism(), servers.steady()]);
  const mocks: readonly (Door & { readonly name: string })[] = [
    { name: names.inProcess, ...(await doors.inProcess()) },
    { name: names.msw, ...(await doors.msw()) },
    { name: names.source, ...(await doors.source(spec)) },
    { name: names.ours, search: () => search(ours.url) },
    { name: names.prism, search: () => search(prism.url) },
    { name: names.steady, search: () => search(steady.url) },
  ];
  try {
    await assertAnswers(mocks);
    const subjects = mocks.map(({ name, search, listen }) => ({
      name,
      run: search,
      ...(listen !== undefined && { prepare: listen }),
    }));
    const reference = names.ours;
    return [
      await raceCalls(subjects, effort, {
        title: "A search of 1,000 jobs, one call after the other",
        reference,
      }),
      await raceCalls(subjects, effort, {
        title: "A search of 1,000 jobs, ten calls in flight",
        reference,
        concurrency: 10,
      }),
    ];
  } finally {
    await Promise.all([ours.stop(), prism.stop(), steady.stop()]);
  }
}

/** Our doors all return the same ten jobs; the other mocks return the one job of the spec's example. */
async function assertAnswers(mocks: readonly (Door & { readonly name: string })[]): Promise<void> {
  const contents = new Map<string, ReturnType<typeof contentOf>>();
  for (const { name, search, listen } of mocks) {
    const listening = listen?.();
    contents.set(name, contentOf(await search()));
    listening?.close();
  }
  const example = contents.get(names.prism);
  for (const [name, content] of contents) {
    const isOurs = ([names.inProcess, names.msw, names.ours] as string[]).includes(name);
    deepStrictEqual(content, isOurs ? contents.get(names.inProcess) : example);
    deepStrictEqual(content.data.length, isOurs ? 10 : 1);
  }
}

function manyJobs(effort: Effort) {
  const jobs = generateJobs(100_000);
  const expressions = [
    "status = 'started'",
    "productKey in ('a', 'b') and type = 'verify'",
    "name.zh_CN like '水泵'",
    "name like 'pump' and firmwareName like '1.0'",
  ];
  return raceCalls(
    expressions.map((expression) => ({ name: expression, run: () => searchJobs(jobs, { expression }) })),
    effort,
    { title: "The pure search over 100,000 jobs" },
  );
}
