import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, relative } from "node:path";
import { root } from "../root.ts";
import { reportOf, strayReportsOf } from "./apiReports.ts";
import { publishedPackages } from "./packages.ts";

// pnpm api   writes the reports of the public names, after a build; commit them with the change
for (const one of publishedPackages()) {
  const report = await reportOf(one);
  if (report !== undefined && report.wanted !== report.present) {
    await mkdir(dirname(report.path), { recursive: true });
    await writeFile(report.path, report.wanted);
    console.log(`wrote ${relative(root, report.path)}`);
  }
  for (const stray of await strayReportsOf(one)) {
    await rm(stray);
    console.log(`removed ${relative(root, stray)}`);
  }
}
