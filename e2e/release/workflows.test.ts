import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { root } from "../../scripts/root.ts";
import { run } from "../../scripts/run.ts";

const folder = join(root, ".github/workflows");
const names = await readdir(folder);
const texts = new Map(
  await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), "utf8")] as const)),
);

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly steps: readonly Step[];
}

const { jobs }: { readonly jobs: Readonly<Record<string, Job>> } = parse(texts.get("release.yml") ?? "");
const runs = (job: string): readonly string[] =>
  jobs[job]?.steps.flatMap(({ run: line }) => line ?? []) ?? [];

describe.each([...texts])("the workflow %s", (_, text) => {
  it("uses only actions and images of the list, in the listed commit, with the version beside it", async () => {
    const list: Readonly<Record<string, { readonly version: string; readonly commit: string }>> = JSON.parse(
      await readFile(join(root, ".github/actions.json"), "utf8"),
    );
    const used = [...text.matchAll(/\buses: ([\w./-]+)@(\S+) # (\S+)$/gm)];
    expect(used).toHaveLength(text.match(/\buses:/g)?.length ?? 0);
    for (const [, action = "", commit, version] of used) {
      expect(list[action], action).toMatchObject({ commit, version });
    }
    for (const [, image = "", digest] of text.matchAll(/\bcontainer: (.*?)@(\S+)$/gm)) {
      expect(list[image]?.commit).toBe(digest);
    }
    expect(text.match(/\bcontainer: /g)?.length ?? 0).toBe(
      text.match(/\bcontainer: .*@sha256:/g)?.length ?? 0,
    );
  });

  it("knows no secret, and keeps no credentials in a checkout", () => {
    const workflow: { readonly jobs: Readonly<Record<string, Job>> } = parse(text);
    expect(text).not.toMatch(/\bsecrets\./);
    const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);
    for (const step of steps) {
      if (step.uses?.startsWith("actions/checkout@")) expect(step.with?.["persist-credentials"]).toBe(false);
      if (step.uses?.startsWith("actions/setup-node@"))
        expect(step.with?.["package-manager-cache"]).toBe(false);
    }
  });

  it("calls only scripts that exist", async () => {
    const { scripts } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
    for (const [, file = ""] of text.matchAll(/(?:node|bash) ((?:scripts|\.ci)\/[\w./-]+)/g)) {
      expect(existsSync(join(root, file)), file).toBe(true);
    }
    for (const [, script = ""] of text.matchAll(/\bpnpm (\w[\w:-]*)/g))
      expect(scripts).toHaveProperty([script]);
  });
});

it("the list of actions says from where each hash is known, and holds none that is not used", async () => {
  const { $comment: _, ...list } = JSON.parse(await readFile(join(root, ".github/actions.json"), "utf8"));
  const all = [...texts.values()].join("\n");
  for (const [name, entry] of Object.entries(list)) {
    expect(entry, name).toMatchObject({
      commit: expect.stringMatching(/^(?:[0-9a-f]{40}|sha256:[0-9a-f]{64})$/),
      known: expect.stringMatching(/\w+ \w+/),
    });
    expect(all).toContain(`${name}@`);
  }
});

describe("the release workflow", () => {
  it("grants permissions only to jobs that install nothing and run a single script of this repository", () => {
    expect(Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, job.permissions]))).toEqual({
      prepare: { contents: "read" },
      version: { contents: "write", "pull-requests": "write" },
      publish: { contents: "read", "id-token": "write" },
      tag: { contents: "write" },
    });
    expect(runs("version")).toEqual(['node scripts/release/pullRequest.ts "$RUNNER_TEMP/release.patch"']);
    expect(runs("publish")).toEqual(['node scripts/release/publish.ts "$RUNNER_TEMP/release" "$DIGEST"']);
    expect(runs("tag")).toEqual(['node scripts/release/tag.ts "$RUNNER_TEMP/release" "$DIGEST"']);
    expect(jobs["publish"]?.environment).toBe("npm");
  });

  it.each(["pullRequest", "publish", "tag"])("needs nothing but Node for %s.ts", async (script) => {
    const seen = new Set<string>();
    const visit = async (file: string): Promise<void> => {
      if (seen.has(file)) return;
      seen.add(file);
      for (const [, path = ""] of (await readFile(file, "utf8")).matchAll(/\bfrom "(.*?)"/g)) {
        if (path.startsWith(".")) await visit(join(file, "..", path));
        else expect(path).toMatch(/^node:/);
      }
    };
    await visit(join(root, `scripts/release/${script}.ts`));
    expect(seen.size).toBeGreaterThan(1);
  });

  it.each(["test:consumers", "test:cli"])("runs %s on the tarballs that it publishes", (suite) => {
    const index = (text: string): number => runs("prepare").findIndex((line) => line.includes(text));
    expect(index("release:pack release")).toBeGreaterThan(0);
    expect(index(suite)).toBeGreaterThan(index("release:pack release"));
    const step = jobs["prepare"]?.steps.find(({ run: line }) => line?.includes(suite));
    expect(step?.env?.["ENOS_OTA_RELEASE"]).toMatch(/github\.workspace \}\}\/release$/);
  });
});

/** The linters come from Go and PyPI: .ci/workflow-linters installs them, and CI has a job that cannot do without. */
const tools = join(root, "node_modules/.tools/bin");
const missing = ["actionlint", "zizmor"].filter((name) => !existsSync(join(tools, name)));
if (missing.length > 0) {
  process.stderr.write(`\n!! ${missing.join(" and ")} not installed (bash .ci/workflow-linters): SKIPPED.\n`);
}

describe("the linters of workflows", () => {
  const clean = { status: 0, output: expect.not.stringMatching(/error|warning\[|help\[/) };

  it.skipIf(missing.includes("actionlint"))("actionlint finds nothing", async () => {
    expect(await run(root, join(tools, "actionlint"), [])).toEqual(clean);
  });

  it.skipIf(missing.includes("zizmor"))("zizmor finds nothing, in its strictest mode", async () => {
    const args = ["--offline", "--persona=pedantic", ".github/workflows"];
    expect(await run(root, join(tools, "zizmor"), args)).toEqual(clean);
  });
});
