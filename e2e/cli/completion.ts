import { readFile, writeFile } from "node:fs/promises";
import { otaJobTable } from "@enos-ota/query";
import { describe, expect, it } from "vitest";
import type { Command } from "./command.ts";
import { Screen } from "./screen.ts";

/** What an expression of the table says of a field. */
interface Field {
  readonly name: string;
  readonly operators: readonly string[];
  readonly values?: readonly string[];
}

const fields: readonly Field[] = Object.entries(otaJobTable.fields).map(([name, field]) => ({
  name,
  ...field,
}));

/** The first field that meets a condition and whose name begins no other field's name. */
function findField(meets: (field: Field) => boolean): Field {
  const found = fields.find(
    (field) =>
      meets(field) && fields.every(({ name }) => name === field.name || !name.startsWith(field.name)),
  );
  if (found === undefined) throw new Error("The spec has no field for this test.");
  return found;
}

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

    /** What a screen shows once Tab was pressed behind the beginning of an expression. */
    const completes = async (shell: keyof typeof shells, typed: string, wanted: string): Promise<void> => {
      const screen = await open(shell);
      screen.type(`enos-ota search "${typed}\t`);
      await screen.shows(`"${wanted}`);
      screen.close();
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
        const { name, operators, values = [] } = findField((field) => field.values !== undefined);
        const [operator, value = ""] = [operators[0], values[0]];
        await completes(shell, name.slice(0, -1), `${name} `);
        await completes(
          shell,
          `${name} ${operator} '${value.slice(0, -1)}`,
          `${name} ${operator} '${value}'`,
        );
        // An operator of one character has no beginning to complete.
        const named = fields.find((field) => field.operators.includes("like"));
        await completes(shell, `${named?.name} li`, `${named?.name} like `);
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
