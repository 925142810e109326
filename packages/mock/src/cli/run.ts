import { once } from "node:events";
import { type MockServer, startMockServer } from "../prism/server.ts";
import { type CliOptions, readOptions, usage } from "./options.ts";
import { readJobs } from "./readJobs.ts";

/** Runs the command until it is told to stop. Gives the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  try {
    const options = readOptions(args);
    if (options.help) {
      console.log(usage);
      return 0;
    }
    const jobs = options.jobs === undefined ? [] : await readJobs(options.jobs);
    await using server = await startMockServer({
      port: options.port,
      jobs,
      ...(!options.auth && { auth: false }),
    });
    announce(server, options);
    await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}

function announce(server: MockServer, options: CliOptions): void {
  const orgId = server.jobs.list()[0]?.orgId ?? "o1";
  console.log(`Serving ${server.jobs.list().length} jobs at ${server.url}`);
  if (options.auth) {
    console.log(`Access key ${server.auth.accessKey}, secret key ${server.auth.secretKey}`);
    return;
  }
  console.log(
    `Try: curl -s -H 'content-type: application/json' -d '{"pagination":{"pageNo":1,"pageSize":5}}' ` +
      `'${server.url}/connect-service/v2.1/ota-jobs?action=search&orgId=${orgId}'`,
  );
}
