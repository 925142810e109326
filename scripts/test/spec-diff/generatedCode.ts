import { parse } from "yaml";
import { targets } from "../../generate/emit/targets.ts";

/**
 * What is left out: types and validators, which client and mock have of the whole spec, and tables that a package has
 * whole, whether it uses each row or not.
 */
const whole = new Set(["openapi.ts", "validators.js", "validators.d.ts", "limits.ts", "errorCodes.ts"]);

/** The packages whose generated code differs between two specs, in more than its comments. */
export async function packagesThatDiffer(base: string, revision: string): Promise<readonly string[]> {
  const [before, after] = [{ document: parse(base) }, { document: parse(revision) }];
  const differing = new Set<string>();
  for (const { package: name, file, render } of targets) {
    if (whole.has(file) || differing.has(name)) continue;
    if (codeOf(await render(before)) !== codeOf(await render(after))) differing.add(name);
  }
  return [...differing];
}

function codeOf(source: string): string {
  return source.replaceAll(/\/\*\*.*?\*\//gs, "");
}
