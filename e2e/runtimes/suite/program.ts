// The suite as a program, for the runtimes that have a command line: prints its report as JSON.
import { smoke } from "./smoke.ts";

declare const process: { argv: string[] };

console.log(JSON.stringify(await smoke(process.argv[2] ?? "")));
