// The process of renewal.test.ts: a script whose last search starts to renew the token. Its clock is advanced, so that the
// token is old enough.
import { setTimeout as sleep } from "node:timers/promises";
import { createOtaClient } from "../../src/index.ts";

let movedMs = 0;
const clock = {
  now: () => Date.now() + movedMs,
  random: () => 0,
  sleep: (ms: number, signal?: AbortSignal) => sleep(ms, undefined, { ...(signal && { signal }) }),
};
const { otaJobs } = createOtaClient({
  baseUrl: process.argv[2],
  orgId: "o1",
  auth: { accessKey: "a", secretKey: "s" },
  timeoutMs: 300_000,
  totalTimeoutMs: 300_000,
  clock,
});
await otaJobs.search();
movedMs = 6_700_000;
await otaJobs.search();
