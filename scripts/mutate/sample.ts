import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { seededRandom } from "../random.ts";

/**
 * Chooses lines of code to change, in the form that Stryker takes: `src/walk.ts:12-12`. Lines that are blank or only a
 * comment are no choice.
 *
 * @param share how many of the lines, from 0 to 1
 * @param seed the same seed chooses the same lines of the same files
 */
export function sampleLines(
  root: string,
  patterns: readonly string[],
  share: number,
  seed: number,
): string[] {
  const random = seededRandom(seed);
  const excluded = patterns.filter((pattern) => pattern.startsWith("!")).map((pattern) => pattern.slice(1));
  const included = patterns.filter((pattern) => !pattern.startsWith("!"));
  const files = globSync([...included], { cwd: root, exclude: [...excluded, "**/*.d.ts"] }).sort();
  return files.flatMap((file) => {
    const lines = readFileSync(join(root, file), "utf8").split("\n");
    return lines.flatMap((line, index) => {
      const isCode = line.trim() !== "" && !/^\s*(\/\/|\/\*|\*|import |export \{|\}|\))/.test(line);
      return isCode && random() < share ? [`${file}:${index + 1}-${index + 1}`] : [];
    });
  });
}
