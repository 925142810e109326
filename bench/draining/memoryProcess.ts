import { drains } from "./drains.ts";

// node --expose-gc memoryProcess.ts <drain's index> <base URL> <pages between two measurements>
// Drains a list and prints the live memory in bytes (after a garbage collection) at each measurement, as a JSON array.
const [index = "0", baseUrl = "", every = "1"] = process.argv.slice(2);
const drain = drains[Number(index)];
const { gc } = globalThis;
if (drain === undefined || gc === undefined) throw new Error("usage: see memory.ts");

const live = (): number => {
  gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};
const looks: number[] = [live()];
let pages = 0;
await drain.run(baseUrl, async () => {
  pages++;
  if (pages % Number(every) !== 0) return;
  // Gives the pages in flight time to arrive, because pages accumulate when the reader is slow.
  await new Promise((done) => setTimeout(done, 20));
  looks.push(live());
});
console.log(JSON.stringify(looks));
