import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { root } from "../../root.ts";

/** A git repository with all that the spec commands read, and nothing else. */
export class WorkingCopy {
  readonly root: string;

  constructor(folder: string = mkdtempSync(join(tmpdir(), "enos-ota-git-"))) {
    this.root = folder;
  }

  /** A repository on main, with one commit. */
  static create({ version = "0.1.0" }: { version?: string } = {}): WorkingCopy {
    const copy = new WorkingCopy();
    copy.git("init", "--quiet", "--initial-branch=main");
    copy.write("spec/openapi.yaml", readFileSync(join(root, "spec/openapi.yaml"), "utf8"));
    copy.write(".changeset/README.md", "# Changesets\n");
    copy.setVersion(version);
    copy.commit();
    return copy;
  }

  /** What git clone makes of it. */
  clone(...options: string[]): WorkingCopy {
    const folder = mkdtempSync(join(tmpdir(), "enos-ota-clone-"));
    this.git("clone", "--quiet", ...options, `file://${this.root}`, folder);
    return new WorkingCopy(folder);
  }

  setVersion(version: string): void {
    for (const name of ["client", "query", "mock"]) {
      this.write(`packages/${name}/package.json`, JSON.stringify({ name: `@enos-ota/${name}`, version }));
    }
  }

  write(path: string, content: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), content);
  }

  /** Replaces a text of the spec that stands there exactly once. */
  editSpec(from: string, to: string): void {
    const text = readFileSync(join(this.root, "spec/openapi.yaml"), "utf8");
    if (text.split(from).length !== 2) throw new Error(`the spec does not hold exactly one: ${from}`);
    this.write(
      "spec/openapi.yaml",
      text.replace(from, () => to),
    );
  }

  changesets(): readonly string[] {
    return readdirSync(join(this.root, ".changeset")).filter((name) => name !== "README.md");
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), "utf8");
  }

  commit(): void {
    this.git("add", "--all");
    this.git(
      "-c",
      "user.name=test",
      "-c",
      "user.email=test@example.com",
      "commit",
      "--quiet",
      "--message=test",
    );
  }

  git(...args: string[]): void {
    const { status, stderr } = spawnSync("git", args, { cwd: this.root, encoding: "utf8" });
    if (status !== 0) throw new Error(`git ${args.join(" ")}: ${stderr}`);
  }

  /** Runs one of the spec commands in it. */
  run(script: "main" | "writeChangeset" | "checkChangesets", ...args: string[]) {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(root, `scripts/spec-diff/${script}.ts`), "--root", this.root, ...args],
      { encoding: "utf8" },
    );
    return { status, stdout, stderr };
  }

  delete(path: string): void {
    rmSync(join(this.root, path));
  }

  remove(): void {
    rmSync(this.root, { recursive: true });
  }
}
