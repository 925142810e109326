// One of the processes of tokenStore.test.ts. Connects, says that it is ready, and searches when all the others are.
import { once } from "node:events";
import { createOtaClient } from "../../src/index.ts";
import { isRedisLibrary, redisStores } from "./redisStores.ts";

const [library, redisUrl = "", baseUrl] = process.argv.slice(2);
if (!isRedisLibrary(library)) throw new Error(`no such library: ${library}`);
const { store: tokenStore, close } = await redisStores[library](redisUrl);
const { otaJobs } = createOtaClient({
  baseUrl,
  orgId: "o1",
  auth: { accessKey: "a", secretKey: "s", tokenStore },
});
process.send?.("ready");
await once(process, "message");
await Promise.all([otaJobs.search(), otaJobs.search()]);
await close();
process.disconnect();
