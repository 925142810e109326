import { fetchCallers } from "./callers.ts";
import { memoryFetch } from "./memoryFetch.ts";

// node --expose-gc --min-semi-space-size=512 --max-semi-space-size=512 allocationProcess.ts <caller's index> <hey-api file> <calls>
// Prints the bytes that one call without a network allocates. The young generation is so large that no garbage is
// collected during the run, so the growth of the heap equals the bytes allocated.
const [index = "0", heyApi = "", counted = "0"] = process.argv.slice(2);
const callers = await fetchCallers({
  baseUrl: "http://127.0.0.1",
  signed: false,
  fetch: memoryFetch(),
  heyApi,
});
const caller = callers[Number(index)];
const { gc } = globalThis;
if (caller === undefined || gc === undefined) throw new Error("usage: see allocations.ts");
const calls = Number(counted);
for (let warmup = 0; warmup < 1.5 * calls; warmup++) await caller.call();
gc();
const before = process.memoryUsage().heapUsed;
for (let call = 0; call < calls; call++) await caller.call();
console.log((process.memoryUsage().heapUsed - before) / calls);
