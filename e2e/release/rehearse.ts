import { RepositoryCopy } from "../../scripts/repositoryCopy.ts";
import { Consumer } from "./consumer.ts";
import { startRegistry } from "./registry.ts";

/** What one release gave its user. */
export interface Step {
  readonly what: string;
  /** The versions that the consumer has; one, because the packages share it. */
  readonly versions: readonly string[];
  /** What the consumer's program printed. */
  readonly output: string;
  /** What the query package's changelog says of the installed version. */
  readonly news: string;
}

/** A user's program: a search against the mock, and what the builder says to an operator. */
const program = `
import { createOtaClient } from "@enos-ota/client";
import { createMockOta, generateJobs } from "@enos-ota/mock";
import { otaJob } from "@enos-ota/query";
const mock = createMockOta({ jobs: generateJobs(20, { seed: 1 }) });
const enos = createOtaClient({ baseUrl: mock.baseUrl, orgId: "o1", auth: mock.auth, fetch: mock.fetch });
let expression;
try { expression = otaJob.status.in(["started", "stopped"]); } catch (error) { expression = otaJob.status.eq("started"); }
const page = await enos.otaJobs.search({ expression });
console.log(String(expression), page.totalSize > 0);
`;

/**
 * Releases three times to a registry on this machine, and follows as a user: the first release; a spec that allows
 * more; a spec that takes it away again. Throws where any step goes wrong. `log` hears of each step.
 */
export async function rehearse(log: (line: string) => void): Promise<readonly Step[]> {
  const registry = await startRegistry();
  log(`registry on ${registry.url}`);
  const repository = await RepositoryCopy.create({
    dependencies: "installed",
    filter: ["enos-ota", "./packages/*", "@enos-ota/scripts", "@enos-ota/spec"],
    npmrc: registry.npmrc,
  });
  await repository.initialize();
  let consumer: Consumer | undefined;
  const steps: Step[] = [];
  try {
    await release(repository);
    consumer = await Consumer.create(registry.npmrc);
    await record("first release, installed", consumer);

    await changeSpec(repository, 'status: { operators: ["="] }', 'status: { operators: ["=", in] }', 10);
    await release(repository);
    await consumer.update();
    await record("one more operator, updated", consumer);

    await changeSpec(repository, 'status: { operators: ["=", in] }', 'status: { operators: ["="] }', 20);
    await release(repository);
    await consumer.update();
    await record("one operator less, updated", consumer);
    await consumer.upgrade();
    await record("one operator less, upgraded", consumer);
    return steps;
  } finally {
    await consumer?.remove();
    await repository.remove();
    await registry.stop();
  }

  async function record(what: string, user: Consumer): Promise<void> {
    const [, news = ""] = (await user.read("query", "CHANGELOG.md")).split(/^## .*$/m);
    const step = {
      what,
      versions: await user.versions(),
      output: await user.run(program),
      news: news.trim(),
    };
    log(`${what}: ${step.versions.join(", ")}: ${step.output}`);
    steps.push(step);
  }
}

/** The five steps of CONTRIBUTING.md, with what each command has to say. */
async function changeSpec(
  repository: RepositoryCopy,
  from: string,
  to: string,
  exitCode: number,
): Promise<void> {
  await repository.replace("spec/openapi.yaml", from, to);
  await expectEnd(repository, "generate", 0);
  await expectEnd(repository, "spec:diff", exitCode);
  await expectEnd(repository, "spec:check", 1);
  await expectEnd(repository, "spec:changeset", 0);
  await expectEnd(repository, "spec:check", 0);
  await repository.commit("Change the spec");
}

async function expectEnd(repository: RepositoryCopy, script: string, wanted: number): Promise<void> {
  const { status, output } = await repository.script(script);
  if (status !== wanted) throw new Error(`pnpm ${script} ended with ${status}, not ${wanted}:\n${output}`);
}

/** What the release workflow does: versions from changesets, a commit, and publishing. */
async function release(repository: RepositoryCopy): Promise<void> {
  await expectEnd(repository, "release:version", 0);
  await repository.commit("Version packages");
  await expectEnd(repository, "release:publish", 0);
}
