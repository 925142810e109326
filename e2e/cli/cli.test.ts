import { describe, expect, it } from "vitest";
import { useCommand } from "./command.ts";
import { testCompletion } from "./completion.ts";
import { testExitCodes } from "./exitCodes.ts";
import { testInterruptedExports } from "./interruptedExport.ts";
import { testMessages } from "./messages.ts";
import { testPipes } from "./pipe.ts";
import { readme, replayReadme } from "./sessions.ts";
import { testTerminal } from "./terminal.ts";

// One installation for all of them: to install the command takes longer than most of the tests.
const command = useCommand();

testPipes(command);

describe("the README", () => {
  it("shows sessions as they are; pnpm spec:update or vitest -u updates them", async () => {
    const { consumer } = command.installation;
    const replayed = await replayReadme(consumer.root, command.installation.env());
    expect(replayed).toContain("$ enos-ota search");
    await expect(replayed).toMatchFileSnapshot(readme);
  });
});

testExitCodes(command);
testMessages(command);
testInterruptedExports(command);
testTerminal(command);
testCompletion(command);
