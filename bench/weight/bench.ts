import { symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { generateHeyApi } from "../generatedClient.ts";
import { output, packageVersion, root } from "../process.ts";
import { race } from "../race.ts";
import { inScratch } from "../scratch.ts";
import type { Effort, Section, Table } from "../section.ts";
import { type Checked, typeCheck } from "../typeCheck.ts";
import { bundle } from "./bundle.ts";
import { installed } from "./install.ts";
import { type Peer, peers } from "./peers.ts";

/** What the packages weigh: in a bundle, on disk, at start, and for the compiler. */
export function bench({ quick }: Effort): Promise<Section> {
  return inScratch(async (scratch) => {
    await writeFile(join(scratch, "package.json"), `{ "type": "module" }\n`);
    await symlink(join(root, "bench/node_modules"), join(scratch, "node_modules"));
    await generateHeyApi(scratch);
    const bundles = new Map(
      await Promise.all(peers.map(async (peer) => [peer, await bundle(scratch, peer.program)] as const)),
    );
    const kib = (bytes: number | undefined): number => (bytes ?? Number.NaN) / 1024;
    const taken = quick ? 1 : 5;
    const check = (peer: Peer): Promise<Checked> => typeCheck(scratch, hundredTimes(peer.program));
    const checks = new Map<Peer, Checked>();
    return {
      title: "Weight",
      method: `The same search written with each package. Bundles are esbuild's, minified, for Node. What is installed counts
the package with all that it depends on; of ours, what is published. What @hey-api/openapi-ts generates has nothing to
install: its sources are part of the program, also for the compiler, and what is loaded is one file bundled of them.
Load time is that of the \`import\` in a fresh process; what touches \`Request\` then pays for Node's loading it, once in a
process. The compiler, TypeScript ${packageVersion("typescript")} with \`skipLibCheck\`, checks each program with its search
written a hundred times.`,
      tables: [
        await once(peers, "Bundle, minified", "KiB", (peer) => kib(bundles.get(peer)?.min)),
        await once(peers, "Bundle, minified and gzipped", "KiB", (peer) => kib(bundles.get(peer)?.gzip)),
        await once(peers, "Bundle, minified, brotli", "KiB", (peer) => kib(bundles.get(peer)?.brotli)),
        await once(whole, "Installed size", "KiB", (peer) => kib(installed(peer.package).bytes)),
        await once(whole, "Installed packages", "packages", (peer) => installed(peer.package).packages),
        await each(loaded, "Load time", "ms", taken, (peer) => loadTime(scratch, modulesOf(peer))),
        await once(peers, "Type instantiations of 100 searches", "instantiations", async (peer) => {
          const checked = await check(peer);
          checks.set(peer, checked);
          return checked.instantiations;
        }),
        await each(peers, "Check time of 100 searches", "ms", taken, async (peer) => {
          // One round is what the table above has taken.
          const checked = taken === 1 ? checks.get(peer) : await check(peer);
          return checked?.ms ?? Number.NaN;
        }),
      ],
    };
  });
}

/** A program with its search a hundred times, as a large application has it. */
function hundredTimes(program: string): string {
  const [head = "", search = ""] = program.split("export const search");
  const searches = Array.from({ length: 100 }, (_, index) => `export const search${index}${search}`);
  return `${head}${searches.join("")}`;
}

const whole = peers.filter(({ part }) => part === undefined);
const loaded = peers.filter((peer) => modulesOf(peer).length > 0);

type Weigh = (peer: Peer) => number | Promise<number>;

function each(
  weighed: readonly Peer[],
  title: string,
  unit: string,
  rounds: number,
  weigh: Weigh,
): Promise<Table> {
  const subjects = weighed.map((peer) => ({
    name: nameOf(peer),
    ...(peer.note !== undefined && { note: peer.note }),
    run: () => weigh(peer),
  }));
  return race(subjects, { title, unit, rounds, warmups: rounds > 1 ? 1 : 0 });
}

/** For what is the same each time. */
function once(weighed: readonly Peer[], title: string, unit: string, weigh: Weigh): Promise<Table> {
  return each(weighed, title, unit, 1, weigh);
}

function nameOf({ package: name, part }: Peer): string {
  const known = name.startsWith("@enos-ota/") ? name : `${name} ${packageVersion(name)}`;
  return part === undefined ? known : `${known}, ${part}`;
}

function modulesOf({ package: name, loads = [name] }: Peer): readonly string[] {
  return loads;
}

async function loadTime(folder: string, modules: readonly string[]): Promise<number> {
  const program = `const start = performance.now();
${modules.map((name) => `await import("${name}");`).join("\n")}
console.log(performance.now() - start);`;
  const flags = ["--input-type=module", "--eval", program];
  return Number(await output(process.execPath, flags, { cwd: folder }));
}
