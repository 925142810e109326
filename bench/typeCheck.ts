import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { commandScript, output, root } from "./process.ts";

/** What the compiler says of its work. */
export interface Checked {
  readonly instantiations: number;
  /** Time of the check alone, in milliseconds. */
  readonly ms: number;
}

/** Type-checks a program, with the declarations of what it imports, in a fresh process. */
export async function typeCheck(folder: string, program: string): Promise<Checked> {
  await writeFile(join(folder, "program.ts"), program);
  const compilerOptions = {
    isolatedDeclarations: false,
    declaration: false,
    // What @hey-api/openapi-ts generates does not compile with it.
    exactOptionalPropertyTypes: false,
    skipLibCheck: true,
    types: ["node"],
  };
  const config = { extends: join(root, "tsconfig.base.json"), compilerOptions, files: ["program.ts"] };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(config));
  const tsc = commandScript("typescript", "tsc");
  const printed = await output(process.execPath, [tsc, "--extendedDiagnostics"], { cwd: folder });
  const figure = (name: string): number => {
    const found = new RegExp(`^${name}:\\s+([\\d.]+)`, "m").exec(printed);
    if (found === null) throw new Error(`tsc printed no "${name}":\n${printed}`);
    return Number(found[1]);
  };
  return { instantiations: figure("Instantiations"), ms: figure("Check time") * 1000 };
}
