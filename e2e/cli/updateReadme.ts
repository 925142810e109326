import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { root } from "../../scripts/root.ts";
import { environment, settingsFor, startServer } from "./server.ts";
import { readme, replayReadme } from "./sessions.ts";

// Writes what the sessions of the command's README print now. It needs built packages, and installs nothing: the
// command is the one in this working tree. `pnpm spec:update` runs it; a test compares the README with the command
// that npm has installed.
const folder = await realpath(await mkdtemp(join(tmpdir(), "enos-ota-sessions-")));
const server = await startServer();
try {
  const executables = join(folder, "node_modules/.bin");
  await mkdir(executables, { recursive: true });
  await symlink(join(root, "packages/cli/dist/main.js"), join(executables, "enos-ota"));
  const replayed = await replayReadme(folder, environment(folder, executables, settingsFor(server)));
  if (replayed !== (await readFile(readme, "utf8"))) {
    await writeFile(readme, replayed);
    console.log(`wrote ${relative(root, readme)}`);
  }
} finally {
  await server.stop();
  await rm(folder, { recursive: true });
}
