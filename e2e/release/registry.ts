import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { killGroup, spawnGroup } from "../../scripts/processGroup.ts";
import { root } from "../../scripts/root.ts";

/** A registry on this machine that knows our packages and nothing else. */
export interface Registry {
  readonly url: string;
  /** Lines for an .npmrc: only our scope comes from here. The token is none; publishing merely wants one. */
  readonly npmrc: string;
  stop(): Promise<void>;
}

/** Starts verdaccio on 127.0.0.1, with its storage in a temporary folder that `stop` removes. */
export async function startRegistry(): Promise<Registry> {
  const folder = await mkdtemp(join(tmpdir(), "enos-ota-registry-"));
  const port = await freePort();
  await writeFile(join(folder, "config.yaml"), configuration);
  const verdaccio = join(root, "e2e/node_modules/verdaccio/bin/verdaccio");
  const args = [verdaccio, "--config", "config.yaml", "--listen", `127.0.0.1:${port}`];
  const child = spawnGroup(process.execPath, args, { cwd: folder });
  let log = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (log += chunk));
  const host = `127.0.0.1:${port}`;
  while (!(await answers(`http://${host}/-/ping`))) {
    if (child.exitCode !== null) throw new Error(`verdaccio ended with ${child.exitCode}:\n${log}`);
    await sleep(100);
  }
  return {
    url: `http://${host}/`,
    npmrc: `@enos-ota:registry=http://${host}/\n//${host}/:_authToken=none\n`,
    async stop() {
      const closed = once(child, "close");
      killGroup(child);
      await closed;
      await rm(folder, { recursive: true });
    },
  };
}

/** No uplinks: what is not published here is not found here. */
const configuration = `
storage: ./storage
uplinks: {}
packages:
  "@enos-ota/*": { access: $all, publish: $all }
log: { type: stdout, format: pretty, level: warn }
`;

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (typeof address !== "object" || address === null) throw new Error("no free port");
  return address.port;
}
