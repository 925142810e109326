import { readFile, rm } from "node:fs/promises";
import { RepositoryCopy } from "../../scripts/repositoryCopy.ts";
import { type Change, editSpec } from "../support/editSpec.ts";

/** What `pnpm spec:update` and the tests say after an edit. */
export interface Outcome {
  /** What `pnpm spec:update` printed. */
  readonly report: string;
  /** One line for each refusal, each file that does not compile, and each test that fails. */
  readonly problems: readonly string[];
}

type Suite = readonly [folder: string, ...filter: readonly string[]];

/**
 * The tests that could know something of the spec: a folder, and what vitest runs of it. The tests of `spec:diff` have a
 * spec of their own, and start some sixty processes. The longest come first.
 */
const suites: readonly Suite[] = [
  ["packages/client"],
  ["packages/mock"],
  ["packages/query"],
  ["packages/cli"],
  ["scripts", "--exclude=test/spec-diff/**"],
  ["examples"],
  ["docs", "troubleshooting"],
  ["e2e", "docs/"],
];

/** One copy of the repository in which edits of the spec are tried one after the other. */
export class Workbench {
  readonly copy: RepositoryCopy;

  private constructor(copy: RepositoryCopy) {
    this.copy = copy;
  }

  static async create(): Promise<Workbench> {
    const copy = await RepositoryCopy.create({ dependencies: "linked" });
    await copy.initialize();
    await copy.must("git", ["switch", "--quiet", "--create", "edit"]);
    return new Workbench(copy);
  }

  /** Edits the spec, runs the documented steps, and puts everything back. */
  async try(changes: readonly Change[]): Promise<Outcome> {
    try {
      await editSpec(this.copy, ...changes);
      const { status, output } = await this.copy.script("spec:update");
      if (status !== 0) return { report: output, problems: problemsIn(output) };
      return {
        report: output,
        problems: [
          ...(await this.#mustPass("pnpm", "spec:check")),
          ...(await this.#mustPass("pnpm", "generate", "--check")),
          ...(await this.#mustPass("biome", "check", ".")),
          ...(await this.#failingTests()),
        ],
      };
    } finally {
      await this.copy.must("git", ["reset", "--quiet", "--hard"]);
      await this.copy.must("git", ["clean", "--quiet", "--force", "-d"]);
    }
  }

  remove(): Promise<void> {
    return this.copy.remove();
  }

  async #mustPass(command: string, ...args: readonly string[]): Promise<readonly string[]> {
    const { status, output } = await this.copy.run(command, args);
    return status === 0 ? [] : [`${command} ${args.join(" ")} failed: ${output}`];
  }

  /** Runs two suites at a time, since one alone leaves a core idle. */
  async #failingTests(): Promise<readonly string[]> {
    const failing = new Map<Suite, readonly string[]>();
    const waiting = suites.values();
    const runNext = async (): Promise<void> => {
      for (const suite of waiting) failing.set(suite, await this.#failingTestsOf(suite));
    };
    await Promise.all([runNext(), runNext()]);
    return suites.flatMap((suite) => failing.get(suite) ?? []);
  }

  async #failingTestsOf([folder, ...filter]: Suite): Promise<readonly string[]> {
    const file = this.copy.path(folder, "test-results.json");
    const { output } = await this.copy.run(
      this.copy.path(folder, "node_modules/.bin/vitest"),
      ["run", "--reporter=json", `--outputFile=${file}`, ...filter],
      folder,
    );
    const results = await readFile(file, "utf8").catch(() => {
      throw new Error(`vitest wrote no results in ${folder}: ${output}`);
    });
    await rm(file);
    return failuresIn(JSON.parse(results), this.copy.root);
  }
}

interface TestResults {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

function failuresIn({ testResults }: TestResults, root: string): readonly string[] {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = name.replace(`${root}/`, "");
    const failed = assertionResults.filter((one) => one.status === "failed");
    if (status === "failed" && failed.length === 0) return [`${file}: ${message}`];
    if (file.startsWith("e2e/docs/")) return staleDocuments(failed);
    return failed.map(
      ({ fullName, failureMessages }) =>
        `${file}: ${fullName.trim()}: ${failureMessages[0]?.split("\n")[0] ?? ""}`,
    );
  });
}

/** One line for each document that is no longer right, however many of its programs show it. */
function staleDocuments(
  failed: readonly { readonly fullName: string; readonly failureMessages: readonly string[] }[],
): readonly string[] {
  const documents = failed.flatMap(({ fullName, failureMessages }) => {
    const named = /^\S+\.md(?= )/.exec(fullName.trim())?.[0];
    // Those that do not compile do not run either.
    return fullName.includes("compile") ? [] : [named ?? `${fullName}: ${failureMessages[0]}`];
  });
  return [...new Set(documents)].map((document) => `${document} shows something else.`);
}

/** The lines of a failed update that say what is wrong: refusals of the generator and errors of the compiler. */
function problemsIn(report: string): readonly string[] {
  const lines = report
    .split("\n")
    .map((line) => line.replace(/^.*?:(?:typecheck|build): /, "").trim())
    .filter((line) => /^\S+:\d+:\d+: |^\S+\(\d+,\d+\): error /.test(line));
  // Packages are compiled at the same time.
  return lines.length > 0 ? lines.sort() : [report];
}
