import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../../scripts/root.ts";
import { codeBlocks } from "../support/codeBlocks.ts";
import { useCommand } from "./command.ts";
import { testCompletion } from "./completion.ts";
import { testExitCodes } from "./exitCodes.ts";
import { testInterruptedExports } from "./interruptedExport.ts";
import { testMessages } from "./messages.ts";
import { testPipes } from "./pipe.ts";
import { Screen } from "./screen.ts";
import { replaySessions } from "./sessions.ts";
import { testTerminal } from "./terminal.ts";

// One installation for all of them: to install the command takes longer than most of the tests.
const command = useCommand();

testPipes(command);

describe("the README", () => {
  it("shows sessions as they are; vitest -u updates them", async () => {
    const readme = join(root, "packages/cli/README.md");
    const text = await readFile(readme, "utf8");
    const config = codeBlocks(text).find(({ language }) => language === "yaml");
    await writeFile(command.file("config.yaml"), config?.code ?? "", { mode: 0o600 });
    const env = command.installation.env({ TERM: "xterm-256color" });
    const replayed = await replaySessions(text, (line) =>
      new Screen(line, { columns: 110, cwd: command.installation.consumer.root, env }).end(),
    );
    expect(replayed).toContain("$ enos-ota search");
    await expect(replayed).toMatchFileSnapshot(readme);
  });
});

testExitCodes(command);
testMessages(command);
testInterruptedExports(command);
testTerminal(command);
testCompletion(command);
