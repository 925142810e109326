import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../../root.ts";

/** A copy of what generation reads and writes, for tests that change it. */
export class RepositoryCopy {
  readonly root: string;

  private constructor(folder: string) {
    this.root = folder;
  }

  static async create(): Promise<RepositoryCopy> {
    const copy = new RepositoryCopy(await mkdtemp(join(tmpdir(), "enos-ota-copy-")));
    await cp(join(root, "spec/openapi.yaml"), join(copy.root, "spec/openapi.yaml"), { recursive: true });
    for (const name of ["query", "client", "mock", "cli"]) {
      const generated = `packages/${name}/src/generated`;
      await cp(join(root, generated), join(copy.root, generated), { recursive: true });
    }
    return copy;
  }

  read(path: string): Promise<string> {
    return readFile(join(this.root, path), "utf8");
  }

  write(path: string, content: string): Promise<void> {
    return writeFile(join(this.root, path), content);
  }

  async remove(): Promise<void> {
    await rm(this.root, { recursive: true });
  }
}
