import { doors } from "./doors.ts";
import { peakMemory } from "./peakMemory.ts";

// node memoryProcess.mjs <door, or none> <calls> <spec>
// Calls a door, one call after the other, and prints the peak memory of this process, in MiB.
const [name = "none", calls = "0", spec = ""] = process.argv.slice(2);
if (Object.hasOwn(doors, name)) {
  const door = await doors[name as keyof typeof doors](spec);
  const listening = door.listen?.();
  for (let call = 0; call < Number(calls); call++) await door.search();
  listening?.close();
}
console.log(await peakMemory(process.pid));
