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

/** Files of a project, and how they are compiled. */
export interface Compilation {
  readonly project: Consumer;
  readonly files: readonly string[];
  readonly resolution: Resolution;
  /** Packages whose global types are there. */
  readonly types?: readonly string[];
  /** Compiler options besides the strict ones. */
  readonly options?: Readonly<Record<string, unknown>>;
}

/**
 * Compiles each of them as strictly as users may; no package's types are skipped. All of them in one process, which
 * reads the libraries once.
 */
export async function compile(
  compiler: Compiler,
  compilations: readonly [Compilation, ...Compilation[]],
): Promise<Outcome> {
  const configs: string[] = [];
  for (const [index, compilation] of compilations.entries()) {
    const config = `tsconfig.${compiler}.${index}.json`;
    await compilation.project.write(config, JSON.stringify(configuration(compilation)));
    configs.push(compilation.project.path(config));
  }
  const tools = join(root, "e2e/node_modules");
  const tsc = join(tools, compiler === "7" ? "typescript" : `typescript-${compiler}`, "bin/tsc");
  return run(compilations[0].project.root, process.execPath, [
    tsc,
    "--build",
    "--pretty",
    "false",
    ...configs,
  ]);
}

function configuration({ files, resolution, types = [], options = {} }: Compilation): object {
  return {
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
  };
}
