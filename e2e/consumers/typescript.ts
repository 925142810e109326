import { join } from "node:path";
import { root } from "../../scripts/root.ts";
import { type Outcome, run } from "../../scripts/run.ts";
import type { Consumer } from "../support/consumer.ts";

/** The compilers of the matrix: the oldest that we support, and the newest of each major. */
export const compilers = ["5.4", "5.9", "6", "7"] as const;

/** A version of TypeScript. */
export type Compiler = (typeof compilers)[number];

/** How a project wants its imports resolved. */
export type Resolution = "nodenext" | "bundler";

/** What is compiled, and how. */
export interface Compilation {
  readonly files: readonly string[];
  readonly resolution: Resolution;
  /** Packages whose global types are there. */
  readonly types?: readonly string[];
}

/** Compiles files of a project as strictly as users may; no library's types are skipped. */
export async function compile(
  project: Consumer,
  compiler: Compiler,
  { files, resolution, types = [] }: Compilation,
): Promise<Outcome> {
  const config = `tsconfig.${compiler}.${resolution}.${types.length}.json`;
  await project.write(
    config,
    JSON.stringify({
      compilerOptions: {
        target: "es2022",
        lib: ["es2022", "dom", "dom.iterable"],
        module: resolution === "nodenext" ? "nodenext" : "esnext",
        moduleResolution: resolution,
        types,
        strict: true,
        exactOptionalPropertyTypes: true,
        noUncheckedIndexedAccess: true,
        skipLibCheck: false,
        noEmit: true,
      },
      files,
    }),
  );
  const tools = join(root, "e2e/node_modules");
  const tsc = join(tools, compiler === "7" ? "typescript" : `typescript-${compiler}`, "bin/tsc");
  return run(project.root, process.execPath, [tsc, "-p", config]);
}
