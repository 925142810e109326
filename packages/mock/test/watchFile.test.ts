import { writeFileSync } from "node:fs";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type FileWatcher, watchFile } from "../src/cli/watchFile.ts";

let folder: string;
let file: string;
let watcher: FileWatcher | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "enos-ota-watch-"));
  file = join(folder, "jobs.json");
  await writeFile(file, "[]");
});

afterEach(async () => {
  watcher?.stop();
  await rm(folder, { recursive: true });
});

test("a change right after the file was read is noticed, however busy the machine is", async () => {
  const changed = vi.fn();
  const state = await stat(file);
  await readFile(file);
  writeFileSync(file, "[1]");
  watcher = watchFile(file, state, changed);
  await vi.waitUntil(() => changed.mock.calls.length === 1, 20_000);
});

test("a file that is replaced, and missing in between, is noticed once it is there again", async () => {
  const changed = vi.fn();
  watcher = watchFile(file, await stat(file), changed);
  await rm(file);
  await new Promise((resolve) => setTimeout(resolve, 250));
  expect(changed).not.toHaveBeenCalled();
  await writeFile(file, "[2]");
  await vi.waitUntil(() => changed.mock.calls.length > 0, 20_000);
});
