import { afterEach, describe, expect, it } from "vitest";
import type { RepositoryCopy } from "../../repositoryCopy.ts";
import type { Edit } from "../support/edit.ts";
import {
  changesets,
  createFolder,
  createRepository,
  editSpec,
  runCommand,
  setVersion,
} from "./repository.ts";

const opened: RepositoryCopy[] = [];

afterEach(async () => {
  for (const copy of opened.splice(0)) await copy.remove();
});

async function open(creation: Promise<RepositoryCopy>): Promise<RepositoryCopy> {
  const copy = await creation;
  opened.push(copy);
  return copy;
}

/** Creates a repository and switches to a new branch. */
async function branch(version?: string): Promise<RepositoryCopy> {
  const copy = await open(createRepository(version));
  await git(copy, "switch", "--quiet", "--create", "change");
  return copy;
}

function git(copy: RepositoryCopy, ...args: readonly string[]): Promise<string> {
  return copy.must("git", args);
}

const dropOperator: Edit = ["fields/productKey/operators", ["="]];
const addOperator: Edit = ["fields/status/operators", ["=", "in"]];
const addField: Edit = ["JobInfo/properties/priority", { type: "string", description: "New. [assumed]" }];
const reword: Edit = ["JobInfo/properties/jobId/description", "Identifies the job. [documented]"];

describe("pnpm spec:diff", () => {
  it("describes what changed, and reports the required bump in its exit code", async () => {
    const copy = await branch();
    await editSpec(copy, dropOperator);
    const { status, output } = await runCommand(copy, "main");
    expect(output).toContain("compared with the commit where the branch left main");
    expect(output).toContain(
      "Breaking:\n  `otaJob.productKey.in()` was removed: expressions can no longer compare `productKey` with `in`.",
    );
    expect(output).toContain("Required bumps: cli minor, mock minor, query minor.");
    expect(status).toBe(20);
  });

  it("requires a major bump for a breaking change from 1.0.0 on", async () => {
    const copy = await branch("1.4.0");
    await editSpec(copy, dropOperator);
    expect((await runCommand(copy, "main")).status).toBe(30);
  });

  it("requires the largest of the bumps of several packages, in whichever order they come", async () => {
    const copy = await branch();
    await editSpec(copy, reword, dropOperator);
    const { status, output } = await runCommand(copy, "main");
    expect(status).toBe(20);
    expect(output).toContain("client patch");
    expect(output).toContain("query minor");
  });

  it("fails with exit code 1, and says why, where there is nothing to compare with", async () => {
    const copy = await open(createFolder());
    await setVersion(copy, "0.1.0");
    expect(await runCommand(copy, "main")).toMatchObject({
      status: 1,
      output: expect.stringContaining("not a git repository, or it has no commits"),
    });
    expect((await runCommand(copy, "writeChangeset")).status).toBe(1);
  });

  it("compares with the remote main where there is no local one", async () => {
    const origin = await open(createRepository());
    const clone = await open(origin.clone());
    await git(clone, "switch", "--quiet", "--create", "change");
    await git(clone, "branch", "--quiet", "--delete", "main");
    await editSpec(clone, reword);
    await clone.commit();
    const { status, output } = await runCommand(clone, "main");
    expect(output).toContain("the commit where the branch left origin/main");
    expect(status).toBe(10);
  });

  it("compares a detached checkout of a branch with main, and one of main itself with the last release", async () => {
    const copy = await branch();
    await editSpec(copy, reword);
    await copy.commit();
    await git(copy, "switch", "--quiet", "--detach");
    expect((await runCommand(copy, "main")).output).toContain("the commit where the branch left main");
    await git(copy, "tag", "@enos-ota/client@0.1.0", "main");
    await git(copy, "switch", "--quiet", "--detach", "main");
    expect((await runCommand(copy, "main")).output).toContain("the release @enos-ota/client@0.1.0");
  });

  it("takes only the client's tags for releases", async () => {
    const copy = await open(createRepository());
    await git(copy, "tag", "@enos-ota/client@0.1.0");
    await editSpec(copy, reword);
    await copy.commit();
    await git(copy, "tag", "v0.2.0");
    await git(copy, "tag", "@enos-ota/query@0.2.0");
    const { status, output } = await runCommand(copy, "main");
    expect(output).toContain("the release @enos-ota/client@0.1.0");
    expect(status).toBe(10);
  });

  it("prints JSON with --json", async () => {
    const copy = await branch();
    await editSpec(copy, reword);
    const { status, output } = await runCommand(copy, "main", "--json");
    expect(status).toBe(10);
    expect(JSON.parse(output)).toMatchObject({
      base: { what: "the commit where the branch left main" },
      impact: "documentation",
      bump: "patch",
      packages: { client: "patch", mock: "patch" },
      changes: [
        { impact: "documentation", place: "#/components/schemas/JobInfo/properties/jobId/description" },
      ],
    });
  });

  it("exits with 0 when nothing changed", async () => {
    const { status, output } = await runCommand(await branch(), "main");
    expect({ status, output }).toMatchObject({
      status: 0,
      output: expect.stringContaining("No changes that affect users."),
    });
  });

  it("on main, compares committed and uncommitted changes with the last release", async () => {
    const copy = await open(createRepository());
    await git(copy, "tag", "@enos-ota/client@0.1.0");
    await editSpec(copy, addOperator);
    await copy.commit();
    await editSpec(copy, reword);
    const { status, output } = await runCommand(copy, "main");
    expect(output).toContain("compared with the release @enos-ota/client@0.1.0");
    expect(output).toContain("`otaJob.status.in()` is new");
    expect(output).toContain("The description of `OtaJob.jobId` was reworded.");
    expect(status).toBe(10);
  });

  it("compares with a given revision, and fails if it does not exist", async () => {
    const copy = await branch();
    await editSpec(copy, reword);
    await copy.commit();
    expect((await runCommand(copy, "main", "HEAD")).status).toBe(0);
    expect((await runCommand(copy, "main", "HEAD~1")).status).toBe(10);
    const { status, output } = await runCommand(copy, "main", "v9");
    expect(status).toBe(1);
    expect(output).toContain("The git revision v9 does not exist in this repository");
  });
});

describe("pnpm spec:check", () => {
  it("fails if the spec changed and there is no changeset", async () => {
    const copy = await branch();
    await editSpec(copy, addOperator);
    const { status, output } = await runCommand(copy, "checkChangesets");
    expect(status).toBe(1);
    expect(output).toContain("Required bumps: cli patch, mock patch, query patch. Declared: none.");
    expect(output).toContain("Run: pnpm spec:changeset");
  });

  it("fails if a changeset declares a smaller bump than required for any package", async () => {
    const copy = await branch();
    await editSpec(copy, dropOperator);
    await copy.write(
      ".changeset/low.md",
      '---\n"@enos-ota/cli": minor\n"@enos-ota/mock": minor\n"@enos-ota/query": patch\n---\n\nLess.\n',
    );
    expect((await runCommand(copy, "checkChangesets")).status).toBe(1);
    await copy.write(
      ".changeset/low.md",
      '---\n"@enos-ota/cli": minor\n"@enos-ota/mock": minor\n"@enos-ota/query": minor\n---\n\nEnough.\n',
    );
    expect((await runCommand(copy, "checkChangesets")).status).toBe(0);
  });

  it("ignores changesets that existed before the change", async () => {
    const copy = await open(createRepository());
    await copy.write(
      ".changeset/old.md",
      '---\n"@enos-ota/cli": major\n"@enos-ota/mock": major\n"@enos-ota/query": major\n---\n\nOther.\n',
    );
    await copy.commit();
    await git(copy, "switch", "--quiet", "--create", "change");
    await editSpec(copy, addOperator);
    expect((await runCommand(copy, "checkChangesets")).status).toBe(1);
  });

  it("accepts raised versions in place of changesets", async () => {
    const copy = await open(createRepository());
    await git(copy, "tag", "@enos-ota/client@0.1.0");
    await editSpec(copy, dropOperator);
    await setVersion(copy, "0.1.1");
    await copy.commit();
    expect((await runCommand(copy, "checkChangesets")).status).toBe(1);
    await setVersion(copy, "0.2.0");
    await copy.commit();
    expect((await runCommand(copy, "checkChangesets")).status).toBe(0);
  });

  it("warns about what it could not compare in a shallow clone without releases", async () => {
    const copy = await open(createRepository());
    await editSpec(copy, reword);
    await copy.commit();
    const clone = await open(copy.clone("--depth=1"));
    const { status, output } = await runCommand(clone, "checkChangesets");
    expect(output).toMatch(
      /WARNING: No main branch to compare with and no release tag was found \(the clone is shallow/,
    );
    expect(output).toContain("changes that are already committed were NOT checked");
    expect(status).toBe(0);
  });

  it("warns if there is no git repository or the base has no spec", async () => {
    const copy = await open(createFolder());
    await copy.write("spec/openapi.yaml", "openapi: 3.1.0\n");
    expect(await runCommand(copy, "checkChangesets")).toMatchObject({
      status: 0,
      output: expect.stringContaining("not a git repository"),
    });
    const other = await open(createRepository());
    await other.delete("spec/openapi.yaml");
    await other.commit();
    await other.write("spec/openapi.yaml", "openapi: 3.1.0\n");
    expect(await runCommand(other, "checkChangesets", "HEAD")).toMatchObject({
      status: 0,
      output: expect.stringContaining("Nothing was compared: HEAD has no spec/openapi.yaml."),
    });
  });
});

describe("pnpm spec:changeset", () => {
  it("writes a changeset that passes the check, and updates it on the next run", async () => {
    const copy = await branch();
    await editSpec(copy, addOperator);
    expect((await runCommand(copy, "writeChangeset")).status).toBe(0);
    await editSpec(copy, dropOperator);
    expect((await runCommand(copy, "checkChangesets")).status).toBe(1);
    expect((await runCommand(copy, "writeChangeset")).status).toBe(0);
    expect((await runCommand(copy, "checkChangesets")).status).toBe(0);
    const [name, ...others] = await changesets(copy);
    expect(others).toEqual([]);
    expect(await copy.read(`.changeset/${name}`)).toBe(
      [
        '---\n"@enos-ota/cli": minor\n"@enos-ota/mock": minor\n"@enos-ota/query": minor\n---\n\nThe API\'s specification changed.\n',
        "Breaking:\n\n- `otaJob.productKey.in()` was removed: expressions can no longer compare `productKey` with `in`.\n",
        "Additive:\n\n- `otaJob.status.in()` is new: expressions can compare `status` with `in`.\n",
      ].join("\n"),
    );
  });

  it("names the changeset after its content, and keeps one that a person edited", async () => {
    const [one, other] = [await branch(), await branch()];
    await editSpec(one, addOperator);
    await editSpec(other, dropOperator);
    await runCommand(one, "writeChangeset");
    await runCommand(other, "writeChangeset");
    const [name = ""] = await changesets(one);
    expect(await changesets(other)).not.toContain(name);
    const edited = `${await one.read(`.changeset/${name}`)}\nMore about it.\n`;
    await one.write(`.changeset/${name}`, edited);
    await runCommand(one, "writeChangeset");
    expect(await changesets(one)).toEqual([name]);
    expect(await one.read(`.changeset/${name}`)).toBe(edited);
    await editSpec(one, dropOperator);
    expect((await runCommand(one, "writeChangeset")).output).toContain(`Kept .changeset/${name}`);
    expect(await one.read(`.changeset/${name}`)).toBe(edited);
    expect(await changesets(one)).toHaveLength(2);
  });

  it("writes one for each set of packages, so that no changelog has what belongs to another", async () => {
    const copy = await branch();
    await editSpec(copy, addOperator, addField);
    await runCommand(copy, "writeChangeset");
    const names = await changesets(copy);
    const texts = await Promise.all(names.map((name) => copy.read(`.changeset/${name}`)));
    expect(texts).toHaveLength(2);
    const ofQuery = texts.find((text) => text.includes("@enos-ota/query")) ?? "";
    expect(ofQuery).toContain("otaJob.status.in()");
    expect(ofQuery).not.toContain("OtaJob.priority");
    expect(texts.find((text) => text !== ofQuery)).toMatch(
      /"@enos-ota\/client": patch\n"@enos-ota\/mock": patch\n[\s\S]*- `OtaJob.priority` is new\./,
    );
  });

  it("keeps a changeset that was there before the branch", async () => {
    const copy = await open(createRepository());
    await git(copy, "tag", "@enos-ota/client@0.1.0");
    await editSpec(copy, addOperator);
    await runCommand(copy, "writeChangeset");
    const [old] = await changesets(copy);
    await copy.commit();
    await git(copy, "switch", "--quiet", "--create", "change");
    await editSpec(copy, addField);
    await runCommand(copy, "writeChangeset");
    expect(await changesets(copy)).toContain(old);
    expect(await changesets(copy)).toHaveLength(2);
  });

  it("removes what it wrote when the change was taken back", async () => {
    const copy = await branch();
    await editSpec(copy, addOperator);
    await runCommand(copy, "writeChangeset");
    await git(copy, "checkout", "--quiet", "--", "spec");
    expect((await runCommand(copy, "writeChangeset")).output).toContain("no changeset is needed");
    expect(await changesets(copy)).toEqual([]);
  });

  it("writes no changeset if users are not affected", async () => {
    const copy = await branch();
    await copy.write("spec/openapi.yaml", `# A comment.\n${await copy.read("spec/openapi.yaml")}`);
    expect(await runCommand(copy, "writeChangeset")).toMatchObject({
      status: 0,
      output: expect.stringContaining("no changeset is needed"),
    });
    expect(await changesets(copy)).toEqual([]);
  });
});
