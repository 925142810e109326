import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, relative } from "node:path";
import { root } from "../root.ts";
import { reportsOf } from "./apiReports.ts";
import { publishedPackages } from "./packages.ts";

// pnpm api   writes the reports of the public names, after a build; commit them with the change
for (const one of publishedPackages()) {
  for (const { path, wanted, present } of await reportsOf(one)) {
    if (wanted === present) continue;
    if (wanted === undefined) await rm(path);
    else {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, wanted);
    }
    console.log(`${wanted === undefined ? "removed" : "wrote"} ${relative(root, path)}`);
  }
}
