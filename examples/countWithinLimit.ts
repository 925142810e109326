// Counts jobs of some products, one call each, under a limit that many such processes share through Redis.
//
//   REDIS_URL=redis://localhost:6379 node examples/countWithinLimit.ts <product key>...
import { createOtaClient } from "@enos-ota/client";
import { otaJob } from "@enos-ota/query";
import { sharedRateLimit } from "./sharedRateLimit.ts";

const limit = await sharedRateLimit(process.env["REDIS_URL"] ?? "redis://localhost:6379");
const enos = createOtaClient({ acquire: limit.acquire });
const counts = process.argv.slice(2).map(async (productKey) => {
  const count = await enos.otaJobs.count({ expression: otaJob.productKey.eq(productKey) });
  return `${productKey}: ${count}`;
});
console.log((await Promise.all(counts)).join("\n"));
limit.close();
