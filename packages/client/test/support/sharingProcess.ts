// One of the processes of tokenStore.test.ts: searches with a token that it shares through Redis.
import KeyvRedis from "@keyv/redis";
import Keyv from "keyv";
import { createOtaClient } from "../../src/index.ts";

const [redisUrl, baseUrl] = process.argv.slice(2);
const keyv = new Keyv({ store: new KeyvRedis(redisUrl) });
const auth = { accessKey: "a", secretKey: "s", tokenStore: keyv };
const { otaJobs } = createOtaClient({ baseUrl, orgId: "o1", auth });
await Promise.all(Array.from({ length: 25 }, () => otaJobs.search()));
await keyv.disconnect();
