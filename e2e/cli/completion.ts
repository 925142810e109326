import { readFile, writeFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import type { Command } from "./command.ts";
import { Screen } from "./screen.ts";

/** The completions that the shells load. */
export function testCompletion(command: Command): void {
  describe("completion", () => {
    const shells = {
      bash: `exec bash --noprofile --rcfile <(enos-ota completion bash; echo 'PS1="$ "') -i`,
      zsh: "exec zsh -i",
      fish: "exec fish --no-config -i",
    };

    const open = async (shell: keyof typeof shells): Promise<Screen> => {
      await writeFile(
        command.file(".zshrc"),
        `autoload -U compinit; compinit -u -D; eval "$(enos-ota completion zsh)"; PS1='$ '\n`,
      );
      const env = command.installation.env({
        TERM: "xterm-256color",
        ZDOTDIR: command.installation.consumer.root,
      });
      const screen = new Screen(shells[shell], {
        columns: 120,
        cwd: command.installation.consumer.root,
        env,
      });
      if (shell === "fish") {
        // The prompt of root ends with a number sign.
        await screen.shows(/[>#]/);
        screen.type("enos-ota completion fish | source; echo re''ady\r");
        await screen.shows("ready");
      } else await screen.shows("$");
      return screen;
    };

    it.each(["bash", "zsh", "fish"] as const)(
      "%s completes commands, options and their values",
      async (shell) => {
        const screen = await open(shell);
        screen.type("enos-ota exp\t");
        await screen.shows("enos-ota export");
        screen.type("--conc\t");
        await screen.shows("enos-ota export --concurrency");
        screen.type(" 4 --format ya\t");
        await screen.shows("--format yaml");
        screen.close();
      },
    );

    it.each(["bash", "zsh", "fish"] as const)(
      "%s completes a field, an operator and a value in quotes",
      async (shell) => {
        const screen = await open(shell);
        screen.type('enos-ota search "sta\t');
        await screen.shows(/"status = 'sta?r?t?e?d?|status = 'started'/);
        screen.close();
      },
    );

    it("runs nothing of what was typed", async () => {
      const screen = await open("bash");
      screen.type('enos-ota search "$(touch was-run)`touch was-run` sta\t');
      await new Promise((done) => setTimeout(done, 1_500));
      screen.close();
      await expect(readFile(command.file("was-run"))).rejects.toThrow("ENOENT");
    });
  });
}
