// Runs `redocly diff` once for each message, in this process: the command's module is evaluated again, and what it
// imports stays loaded.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";

const cli = createRequire(import.meta.url).resolve("@redocly/cli/bin/cli.js");
const program = new URL("../lib/index.js", pathToFileURL(cli)).href;
let runs = 0;

process.on("message", async ({ base, revision }) => {
  writeFileSync("base.json", JSON.stringify(base));
  writeFileSync("revision.json", JSON.stringify(revision));
  const options = ["--format=json", "--fail-on=none", "--output=report.json"];
  process.argv = [process.execPath, cli, "diff", "base.json", "revision.json", ...options];
  await import(`${program}?run=${runs++}`);
  process.send(await report());
});

/** Waits for the report: the program does not tell when it is done. */
async function report() {
  for (const end = Date.now() + 30_000; Date.now() < end; ) {
    try {
      const content = JSON.parse(readFileSync("report.json", "utf8"));
      rmSync("report.json");
      return content;
    } catch {
      await sleep(5);
    }
  }
  throw new Error("redocly diff wrote no report");
}
