import { afterEach, describe, expect, it } from "vitest";
import { WorkingCopy } from "./workingCopy.ts";

const opened: WorkingCopy[] = [];

afterEach(() => {
  for (const copy of opened.splice(0)) copy.remove();
});

function open(copy: WorkingCopy): WorkingCopy {
  opened.push(copy);
  return copy;
}

/** Creates a repository and switches to a new branch. */
function branch(options?: { version: string }): WorkingCopy {
  const copy = open(WorkingCopy.create(options));
  copy.git("switch", "--quiet", "--create", "change");
  return copy;
}

const dropOperator = ['productKey: { operators: ["=", in] }', 'productKey: { operators: ["="] }'] as const;
const addOperator = ['status: { operators: ["="] }', 'status: { operators: ["=", in] }'] as const;
const reword = ["The ID of the job.", "Identifies the job."] as const;

describe("pnpm spec:diff", () => {
  it("describes what changed, and reports the required bump in its exit code", () => {
    const copy = branch();
    copy.editSpec(...dropOperator);
    const { status, stdout } = copy.run("main");
    expect(stdout).toContain("compared with the commit where the branch left main");
    expect(stdout).toContain("Breaking:\n  `productKey` no longer supports the operator `in`.");
    expect(stdout).toContain("Required bumps: query minor, mock minor.");
    expect(status).toBe(20);
  });

  it("requires a major bump for a breaking change from 1.0.0 on", () => {
    const copy = branch({ version: "1.4.0" });
    copy.editSpec(...dropOperator);
    expect(copy.run("main").status).toBe(30);
  });

  it("prints JSON with --json", () => {
    const copy = branch();
    copy.editSpec(...reword);
    const { status, stdout } = copy.run("main", "--json");
    expect(status).toBe(10);
    expect(JSON.parse(stdout)).toMatchObject({
      base: { what: "the commit where the branch left main" },
      impact: "documentation",
      bump: "patch",
      packages: { client: "patch", mock: "patch" },
      changes: [
        { impact: "documentation", place: "#/components/schemas/JobInfo/properties/jobId/description" },
      ],
    });
  });

  it("exits with 0 when nothing changed", () => {
    const { status, stdout } = branch().run("main");
    expect({ status, stdout }).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("No changes that affect users."),
    });
  });

  it("on main, compares committed and uncommitted changes with the last release", () => {
    const copy = open(WorkingCopy.create());
    copy.git("tag", "@enos-ota/client@0.1.0");
    copy.editSpec(...addOperator);
    copy.commit();
    copy.editSpec(...reword);
    const { status, stdout } = copy.run("main");
    expect(stdout).toContain("compared with the release @enos-ota/client@0.1.0");
    expect(stdout).toContain("`status` now supports the operator `in`.");
    expect(stdout).toContain("The description of `jobId` was reworded.");
    expect(status).toBe(10);
  });

  it("compares with a given revision, and fails if it does not exist", () => {
    const copy = branch();
    copy.editSpec(...reword);
    copy.commit();
    expect(copy.run("main", "HEAD").status).toBe(0);
    expect(copy.run("main", "HEAD~1").status).toBe(10);
    const { status, stderr } = copy.run("main", "v9");
    expect(status).toBe(1);
    expect(stderr).toContain("The git revision v9 does not exist in this repository");
  });
});

describe("pnpm spec:check", () => {
  it("fails if the spec changed and there is no changeset", () => {
    const copy = branch();
    copy.editSpec(...addOperator);
    const { status, stderr } = copy.run("checkChangesets");
    expect(status).toBe(1);
    expect(stderr).toContain("Required bumps: query patch, mock patch. Declared: none.");
    expect(stderr).toContain("Run: pnpm spec:changeset");
  });

  it("fails if a changeset declares a smaller bump than required for any package", () => {
    const copy = branch();
    copy.editSpec(...dropOperator);
    copy.write(".changeset/low.md", '---\n"@enos-ota/query": patch\n"@enos-ota/mock": minor\n---\n\nLess.\n');
    expect(copy.run("checkChangesets").status).toBe(1);
    copy.write(
      ".changeset/low.md",
      '---\n"@enos-ota/query": minor\n"@enos-ota/mock": minor\n---\n\nEnough.\n',
    );
    expect(copy.run("checkChangesets").status).toBe(0);
  });

  it("ignores changesets that existed before the change", () => {
    const copy = open(WorkingCopy.create());
    copy.write(
      ".changeset/old.md",
      '---\n"@enos-ota/query": major\n"@enos-ota/mock": major\n---\n\nOther.\n',
    );
    copy.commit();
    copy.git("switch", "--quiet", "--create", "change");
    copy.editSpec(...addOperator);
    expect(copy.run("checkChangesets").status).toBe(1);
  });

  it("counts raised versions in place of changesets", () => {
    const copy = open(WorkingCopy.create());
    copy.git("tag", "@enos-ota/client@0.1.0");
    copy.editSpec(...dropOperator);
    copy.setVersion("0.1.1");
    copy.commit();
    expect(copy.run("checkChangesets").status).toBe(1);
    copy.setVersion("0.2.0");
    copy.commit();
    expect(copy.run("checkChangesets").status).toBe(0);
  });

  it("warns about what it could not compare in a shallow clone without releases", () => {
    const copy = open(WorkingCopy.create());
    copy.editSpec(...reword);
    copy.commit();
    const { status, stderr } = open(copy.clone("--depth=1")).run("checkChangesets");
    expect(stderr).toMatch(
      /^WARNING: No main branch to compare with and no release tag was found \(the clone is shallow/,
    );
    expect(stderr).toContain("changes that are already committed were NOT checked");
    expect(status).toBe(0);
  });

  it("warns if there is no git repository or the base has no spec", () => {
    const copy = open(new WorkingCopy());
    copy.write("spec/openapi.yaml", "openapi: 3.1.0\n");
    expect(copy.run("checkChangesets")).toMatchObject({
      status: 0,
      stderr: expect.stringContaining("not a git repository"),
    });
    const other = open(WorkingCopy.create());
    other.delete("spec/openapi.yaml");
    other.commit();
    other.write("spec/openapi.yaml", "openapi: 3.1.0\n");
    expect(other.run("checkChangesets", "HEAD")).toMatchObject({
      status: 0,
      stderr: expect.stringContaining("Nothing was compared: HEAD has no spec/openapi.yaml."),
    });
  });
});

describe("pnpm spec:changeset", () => {
  it("writes a changeset that passes the check, and updates it on the next run", () => {
    const copy = branch();
    copy.editSpec(...addOperator);
    expect(copy.run("writeChangeset").status).toBe(0);
    copy.editSpec(...dropOperator);
    expect(copy.run("checkChangesets").status).toBe(1);
    expect(copy.run("writeChangeset").status).toBe(0);
    expect(copy.run("checkChangesets").status).toBe(0);
    const [name, ...others] = copy.changesets();
    expect(others).toEqual([]);
    expect(copy.read(`.changeset/${name}`)).toBe(
      [
        '---\n"@enos-ota/query": minor\n"@enos-ota/mock": minor\n---\n\nThe API\'s specification changed.\n',
        "Breaking:\n\n- `productKey` no longer supports the operator `in`.\n",
        "Additive:\n\n- `status` now supports the operator `in`.\n",
      ].join("\n"),
    );
  });

  it("names it by its content, and keeps one that a person edited", () => {
    const [one, other] = [branch(), branch()];
    one.editSpec(...addOperator);
    other.editSpec(...dropOperator);
    one.run("writeChangeset");
    other.run("writeChangeset");
    const [name = ""] = one.changesets();
    expect(other.changesets()).not.toContain(name);
    const edited = `${one.read(`.changeset/${name}`)}\nMore about it.\n`;
    one.write(`.changeset/${name}`, edited);
    one.run("writeChangeset");
    expect(one.changesets()).toEqual([name]);
    expect(one.read(`.changeset/${name}`)).toBe(edited);
    one.editSpec(...dropOperator);
    expect(one.run("writeChangeset").stdout).toContain(`Kept .changeset/${name}`);
    expect(one.read(`.changeset/${name}`)).toBe(edited);
    expect(one.changesets()).toHaveLength(2);
  });

  it("writes no changeset if users are not affected", () => {
    const copy = branch();
    copy.editSpec("# After a change run `pnpm generate`", "# After any change run `pnpm generate`");
    expect(copy.run("writeChangeset")).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("no changeset is needed"),
    });
    expect(copy.changesets()).toEqual([]);
  });
});
