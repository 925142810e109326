// Runs the command line from its sources, where nothing is built: one bundle of the packages and of what they need.
// Plain JavaScript, because the machine's own Node runs it. The built packages are not touched.
import { spawn } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
// One folder below the package, as dist is: it reads its package.json from there.
const folder = join(root, "packages/cli/.start");

const main = join(folder, "main.js");
if (!isUpToDate()) await bundle();

const child = spawn(process.execPath, [main, ...process.argv.slice(2)], {
  stdio: "inherit",
});
// A terminal sends Ctrl-C to both; the child decides how to end.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => child.kill("SIGTERM"));
child.on("exit", (code) => {
  process.exitCode = code ?? 1;
});

/** Whether nothing that the bundle is made of is newer than it. A folder is newer, too, when a file was removed. */
function isUpToDate() {
  if (!existsSync(main)) return false;
  const sources = ["cli", "client", "query", "mock"].map((name) => join(root, "packages", name, "src"));
  const files = sources.flatMap((source) => [
    source,
    ...readdirSync(source, { recursive: true }).map((path) => join(source, path)),
  ]);
  const { mtimeMs } = statSync(main);
  return [...files, join(root, "pnpm-lock.yaml"), fileURLToPath(import.meta.url)].every(
    (file) => statSync(file).mtimeMs < mtimeMs,
  );
}

/** Bundles the packages' sources with what they need. */
async function bundle() {
  // Loaded here: starting a bundle that is up to date does not need it.
  const { build, stop } = await import("esbuild-wasm");
  await build({
    entryPoints: [join(root, "packages/cli/src/main.ts")],
    outdir: folder,
    bundle: true,
    // One file: where a bundle is split, `import()` of a CommonJS package such as yaml lacks its named exports.
    splitting: false,
    platform: "node",
    format: "esm",
    target: "node20",
    // Errors are thrown. Its log fails where standard error is a file.
    logLevel: "silent",
    // The mock is built with @noble/hashes inside, so it is no dependency that is installed with it.
    nodePaths: [join(root, "scripts/node_modules")],
    // The mock's optional peers. They are not installed, and no command but `mock` uses them.
    external: ["@stoplight/*", "msw", "vitest", "expect", "playwright-core"],
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
    plugins: [{ name: "workspace-sources", setup: resolveWorkspace }],
  });
  await stop();
}

/** Takes the packages' sources in place of their builds. */
function resolveWorkspace({ onResolve }) {
  onResolve({ filter: /^@enos-ota\/(?:client|query|mock)(?:\/|$)/ }, ({ path }) => {
    const [, name, entry = "index"] = path.split("/");
    return { path: join(root, "packages", name, "src", `${entry}.ts`) };
  });
}
