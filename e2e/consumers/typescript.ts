import { join } from "node:path";
import { root } from "../../scripts/root.ts";
import { type Outcome, run } from "../../scripts/run.ts";
import type { Consumer } from "../support/consumer.ts";

/** The compilers of the matrix: the oldest that we support, and the newest of each major. */
export const compilers = ["5.4", "5.9", "6", "7"] as const;

/** A version of TypeScript. */
export type Compiler = (typeof compilers)[number];

/** How a project wants its imports resolved. */
export type Resolution = "node16" | "nodenext" | "bundler";

/** What is compiled, and how. */
export interface Compilation {
  readonly files: readonly string[];
  readonly resolution: Resolution;
  /** Packages whose global types are there. */
  readonly types?: readonly string[];
  /** Compiler options besides the strict ones. */
  readonly options?: Readonly<Record<string, unknown>>;
}

/** Compiles files of a project as strictly as users may; no package's types are skipped. */
export async function compile(
  project: Consumer,
  compiler: Compiler,
  { files, resolution, types = [], options = {} }: Compilation,
): Promise<Outcome> {
  const config = `tsconfig.${compiler}.${resolution}.${types.length}.json`;
  await project.write(
    config,
    JSON.stringify({
      compilerOptions: {
        target: "es2022",
        lib: ["es2022", "dom", "dom.iterable"],
        module: resolution === "bundler" ? "esnext" : resolution,
        moduleResolution: resolution,
        types,
        strict: true,
        exactOptionalPropertyTypes: true,
        noUncheckedIndexedAccess: true,
        skipLibCheck: false,
        // Those of the compiler itself are not ours to check, and take a third of the time.
        skipDefaultLibCheck: true,
        noEmit: true,
        ...options,
      },
      files,
    }),
  );
  const tools = join(root, "e2e/node_modules");
  const tsc = join(tools, compiler === "7" ? "typescript" : `typescript-${compiler}`, "bin/tsc");
  return run(project.root, process.execPath, [tsc, "-p", config]);
}
