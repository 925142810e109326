import { createMockOta, generateJobs, search as searchJobs } from "@enos-ota/mock";
import { measure } from "../measure.ts";
import { packageVersion, timeProcess } from "../process.ts";
import { sample } from "../sample.ts";
import type { Effort, Section, Table } from "../section.ts";
import { search, servers } from "./server.ts";

/** The mock's doors beside Prism's own command, and its search over many jobs. */
export async function bench(effort: Effort): Promise<Section> {
  const rounds = effort.quick ? 2 : 7;
  const prism = `Prism ${packageVersion("@stoplight/prism-cli")} command, one static example`;
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
    method: `Each call searches 1,000 jobs by \`status = 'started'\` and reads the first ten of what was found; Prism's
command answers its one example instead. The servers are processes of their own, called by fetch; every answer is read
to its end. A test suite mostly calls one after the other. The first answer counts from the start of the process. Loading counts a whole
process of Node that imports and ends. The search over 100,000 jobs is the pure core, without its memory of what was
found before.`,
    tables: [
      ...(await throughput(effort, prism)),
      await sample(
        [
          { name: "our server", run: start("ours") },
          { name: prism, run: start("prism") },
        ],
        { title: "From start to the first answer", unit: "ms", rounds, reference: prism },
      ),
      await sample(
        [
          { name: "Node alone", run: loading("") },
          { name: "import of @enos-ota/mock", run: loading('import "@enos-ota/mock"') },
        ],
        { title: "Loading the mock", unit: "ms", rounds: rounds * 2 },
      ),
      await manyJobs(effort),
    ],
  };
}

async function throughput(effort: Effort, prism: string): Promise<readonly Table[]> {
  const mock = createMockOta({ auth: false, jobs: generateJobs(1000) });
  const [ours, theirs] = await Promise.all([servers.ours(), servers.prism()]);
  const subjects = [
    { name: "in process", run: () => search(mock.baseUrl, mock.fetch) },
    { name: "our server, checked by Prism", run: () => search(ours.url) },
    { name: prism, run: () => search(theirs.url) },
  ];
  const reference = "our server, checked by Prism";
  try {
    return [
      await measure(subjects, effort, {
        title: "A search of 1,000 jobs, one call after the other",
        reference,
      }),
      await measure(subjects, effort, {
        title: "A search of 1,000 jobs, ten calls under way",
        reference,
        concurrency: 10,
      }),
    ];
  } finally {
    await Promise.all([ours.stop(), theirs.stop()]);
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
  return measure(
    expressions.map((expression) => ({ name: expression, run: () => searchJobs(jobs, { expression }) })),
    effort,
    { title: "The pure search over 100,000 jobs" },
  );
}
