// One of the processes of tokenStore.test.ts. Connects, says that it is ready, and searches when all the others are.
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { type Clock, createOtaClient } from "../../src/index.ts";
import { isRedisLibrary, redisStores } from "./redisStores.ts";

const [library, redisUrl = "", baseUrl] = process.argv.slice(2);
if (!isRedisLibrary(library)) throw new Error(`no such library: ${library}`);
const { store: tokenStore, close } = await redisStores[library](redisUrl);
// On a loaded machine a store may take longer than the client would wait for it.
const patient: Clock = {
  now: Date.now,
  random: Math.random,
  sleep: (ms, signal) => sleep(ms, undefined, { signal }),
  deadline: () => () => {},
};
const { otaJobs } = createOtaClient({
  baseUrl,
  orgId: "o1",
  auth: { accessKey: "a", secretKey: "s", tokenStore },
  clock: patient,
});
process.send?.("ready");
await once(process, "message");
await Promise.all([otaJobs.search(), otaJobs.search()]);
await close();
// Whatever the library keeps open: the searches are what counts.
process.exit();
