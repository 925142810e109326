import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import type { OtaJob } from "../core/job.ts";
import { type MockServer, startMockServer } from "../doors/server/server.ts";
import { generateJobs } from "../generate/generateJobs.ts";
import { routes } from "../wire/routes.ts";
import { readJobs, readProfile } from "./files.ts";
import { type CliOptions, readOptions, usage } from "./options.ts";
import { requestLine } from "./requestLine.ts";
import { watchFile } from "./watchFile.ts";

/**
 * Runs the command `enos-ota-mock` until a signal stops it.
 *
 * @param args the arguments after the name of the command
 * @returns the exit code: 1 for a wrong option or file, or a port that is in use
 */
export async function runMockCommand(args: readonly string[]): Promise<number> {
  try {
    const options = readOptions(args);
    if (options.help) console.log(usage);
    else await serve(options);
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}

async function serve(options: CliOptions): Promise<void> {
  goOnWithoutReader();
  const file = options.jobs === undefined ? undefined : resolve(options.jobs);
  // Before it is read: a change while it is being read is to be noticed. A missing file is reported by the reader.
  const state = file === undefined ? undefined : await stat(file).catch(() => undefined);
  const jobs = file === undefined ? generateJobs(options.generate) : await readJobs(file);
  const server = await startMockServer({
    port: options.port,
    jobs,
    auth: options.auth,
    allowedHosts: options.allowedHosts,
    ...(options.host !== undefined && { host: options.host }),
    ...(options.profile !== undefined && { profile: await readProfile(options.profile) }),
    onAnswered: (request) => console.log(requestLine(request)),
  });
  if (options.latencyMs > 0) server.use("delay", { delayMs: options.latencyMs, operation: "any" });
  announce(server, jobs, options);
  const watcher =
    options.watch && file !== undefined && state !== undefined
      ? watchFile(file, state, () => void reload(server, file))
      : undefined;
  await stopSignal();
  watcher?.stop();
  await server.stop();
}

/** A script may read the address and close the pipe: nobody reads the log then, and the server goes on. */
function goOnWithoutReader(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
}

/** A file that is incomplete or invalid is reported, and the old jobs stay. */
async function reload(server: MockServer, file: string): Promise<void> {
  try {
    const jobs = await readJobs(file);
    server.jobs.replace(jobs);
    console.log(`Serving ${jobs.length} jobs of ${file}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
}

function stopSignal(): Promise<void> {
  return new Promise((done) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => done());
  });
}

function announce(server: MockServer, jobs: readonly OtaJob[], options: CliOptions): void {
  const organizations = [...new Set(jobs.map(({ orgId }) => orgId))];
  const source = options.jobs === undefined ? "generated" : `of ${options.jobs}`;
  console.log(`Listening at ${server.url}`);
  console.log(`Serving ${jobs.length} jobs, ${source}; organizations: ${organizations.join(", ") || "any"}`);
  if (options.auth === false) {
    const path = routes.find(({ operation }) => operation === "searchOtaJobs")?.path;
    console.log(
      `Try: curl -s -H 'content-type: application/json' -d '{"pagination":{"pageNo":1,"pageSize":5}}' ` +
        `'${server.url}${path}?action=search&orgId=${encodeURIComponent(organizations[0] ?? "o1")}'`,
    );
  } else {
    console.log(`Access key ${server.auth.accessKey}, secret key ${server.auth.secretKey}`);
    console.log(`Try: curl -s '${server.url}/__mock/health'`);
  }
}
