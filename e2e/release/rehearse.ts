import type { RepositoryCopy } from "../../scripts/repositoryCopy.ts";
import { must } from "../../scripts/run.ts";
import { Consumer } from "../support/consumer.ts";
import { editSpec } from "../support/editSpec.ts";
import { ReleaseWorkflow } from "./workflow.ts";

/** What one release brought to its user. */
export interface Step {
  readonly what: string;
  /** The installed versions; one, because the packages share it. */
  readonly versions: readonly string[];
  /** The versions that client, query and mock export, the User-Agent that was sent, and what the command says. */
  readonly said: readonly string[];
  /** What the consumer's program printed. */
  readonly output: string;
  /** What the installed changelog of the query package says of the newest version. */
  readonly news: string;
}

/** The releases and what they left behind. */
export interface Rehearsal {
  readonly steps: readonly Step[];
  /** What publishing the second release again printed, and with what words a changed tarball was refused. */
  readonly again: { readonly output: string; readonly refusal: string };
  /** The version that the command says, brought by npx at the end. */
  readonly npx: string;
  /** The registry's tags of the query package. */
  readonly distTags: Readonly<Record<string, string>>;
  /** The git tags of the query package. */
  readonly tags: readonly string[];
  /** The tags that have release notes on GitHub, each with the notes. */
  readonly notes: Readonly<Record<string, string>>;
}

const names = ["client", "query", "mock", "cli"];

/** A user's program: a search against the mock, and what the builder says to an operator. */
const program = `
import { createOtaClient, version as client } from "@enos-ota/client";
import { createMockOta, generateJobs, version as mocked } from "@enos-ota/mock";
import { otaJob, version as query } from "@enos-ota/query";
const mock = createMockOta({ jobs: generateJobs(20, { seed: 1 }) });
const enos = createOtaClient({ baseUrl: mock.baseUrl, orgId: "o1", auth: mock.auth, fetch });
let agent;
function fetch(url, init) {
  agent = new Headers(init.headers).get("user-agent");
  return mock.fetch(url, init);
}
let expression;
try { expression = otaJob.status.in(["started", "stopped"]); } catch { expression = otaJob.status.eq("started"); }
const page = await enos.otaJobs.search({ expression });
console.log(String(expression), page.totalSize > 0);
console.log([client, query, mocked, agent].join());
`;

/**
 * Releases to a registry on this machine and follows as a user: the first version; a spec that allows more; one that
 * takes it away again; a prerelease; and a patch to the older line. Throws where a step goes wrong.
 * @param log is told of each step
 * @param full whether to go on after the second release
 */
export async function rehearse(log: (line: string) => void, full: boolean): Promise<Rehearsal> {
  const workflow = await ReleaseWorkflow.create();
  const { repository, registry, gitHub } = workflow;
  log(`registry on ${registry.url}`);
  let consumer: Consumer | undefined;
  const steps: Step[] = [];
  try {
    await workflow.release("main", { tested: full });
    consumer = await Consumer.create({
      dependencies: Object.fromEntries(names.map((name) => [`@enos-ota/${name}`, "^0.1.0"])),
      npmrc: registry.npmrc,
    });
    await record("first release, installed", consumer);

    await changeSpec(repository, ["=", "in"], 10);
    await workflow.release();
    await consumer.npm("update", "--prefer-online");
    await record("one more operator, updated", consumer);
    const again = await workflow.publishAgain();
    if (full) await releaseOn(consumer);
    return await outcome(again);
  } finally {
    await consumer?.remove();
    await workflow.remove();
  }

  async function releaseOn(consumer: Consumer): Promise<void> {
    await changeSpec(repository, ["="], 20);
    await workflow.release();
    await consumer.npm("update", "--prefer-online");
    await record("one operator less, updated", consumer);

    await repository.must("pnpm", ["changeset", "pre", "enter", "next"]);
    await addChangeset(repository, "patch", "To be tried before it is released.");
    await workflow.release();
    await consumer.npm("update", "--prefer-online");
    await record("a prerelease, updated", consumer);

    const [older = ""] = steps[1]?.versions ?? [];
    await repository.must("git", [
      "switch",
      "--quiet",
      "--create",
      "maintenance/0.1",
      `@enos-ota/query@${older}`,
    ]);
    await addChangeset(repository, "patch", "A mistake of the older line is mended.");
    await workflow.release("maintenance/0.1");
    await consumer.npm("update", "--prefer-online");
    await record("a patch to the older line, updated", consumer);

    await consumer.npm("install", "--prefer-online", ...names.map((name) => `@enos-ota/${name}@latest`));
    await record("upgraded", consumer);
  }

  async function outcome(again: Rehearsal["again"]): Promise<Rehearsal> {
    const answer = await fetch(`${registry.url}@enos-ota%2fquery`);
    const { "dist-tags": distTags }: { "dist-tags": Record<string, string> } = await answer.json();
    const written = gitHub.changes.filter(({ path }) => path === "releases").map(({ body }) => body);
    return {
      steps,
      again,
      npx: await workflow.npx("--version"),
      distTags,
      tags: (await workflow.tags()).filter((tag) => tag.startsWith("@enos-ota/query@")),
      notes: Object.fromEntries(written.map((body) => [String(body?.["tag_name"]), String(body?.["body"])])),
    };
  }

  async function record(what: string, user: Consumer): Promise<void> {
    const installed = (name: string, file: string): Promise<string> =>
      user.read(`node_modules/@enos-ota/${name}/${file}`);
    const manifests = await Promise.all(names.map((name) => installed(name, "package.json")));
    const [, news = ""] = (await installed("query", "CHANGELOG.md")).split(/^## .*$/m);
    await user.write("program.js", program);
    const [output = "", said = ""] = (await user.run("program.js")).split("\n");
    const command = await must(user.root, "node_modules/.bin/enos-ota", ["--version"]);
    const step = {
      what,
      versions: [...new Set(manifests.map((text): string => JSON.parse(text).version))],
      said: [...said.split(","), command.trim()],
      output,
      news: news.trim(),
    };
    log(`${what}: ${step.versions.join(", ")}: ${step.output}`);
    steps.push(step);
  }
}

/** The steps of CONTRIBUTING.md, with what each command has to say. */
async function changeSpec(
  repository: RepositoryCopy,
  operatorsOfStatus: readonly string[],
  exitCode: number,
): Promise<void> {
  const fields = [
    "components",
    "schemas",
    "SearchRequest",
    "properties",
    "expression",
    "x-enos-expression",
    "fields",
  ];
  await editSpec(repository, [[...fields, "status", "operators"], operatorsOfStatus]);
  await expectEnd(repository, "generate", 0);
  await expectEnd(repository, "spec:diff", exitCode);
  await expectEnd(repository, "spec:check", 1);
  await expectEnd(repository, "spec:changeset", 0);
  await expectEnd(repository, "spec:check", 0);
  await repository.commit("Change the spec");
}

async function addChangeset(repository: RepositoryCopy, bump: string, text: string): Promise<void> {
  await repository.write(".changeset/rehearsed.md", `---\n"@enos-ota/query": ${bump}\n---\n\n${text}\n`);
  await repository.commit(text);
}

async function expectEnd(repository: RepositoryCopy, script: string, wanted: number): Promise<void> {
  const { status, output } = await repository.script(script);
  if (status !== wanted) throw new Error(`pnpm ${script} ended with ${status}, not ${wanted}:\n${output}`);
}
