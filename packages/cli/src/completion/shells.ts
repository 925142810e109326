import { bash, fish, pwsh, type ShellCompletion, zsh } from "@optique/core/completion";
import { text } from "@optique/core/message";
import type { Suggestion } from "./suggestion.ts";

// Only this file knows @optique/core. Its scripts read half-typed, quoted words without evaluating them.
const shells: Readonly<Record<Shell, ShellCompletion>> = { bash, zsh, fish, powershell: pwsh };

/** A shell that has completion. */
export type Shell = "bash" | "zsh" | "fish" | "powershell";

/** Whether there is completion for a shell of this name. */
export function isShell(name: string): name is Shell {
  return Object.hasOwn(shells, name);
}

/** The script that a shell reads once. It calls `enos-ota completion <shell> <words>` for each completion. */
export function scriptOf(shell: Shell): string {
  return `${shells[shell].generateScript("enos-ota", ["completion", shell])}\n`;
}

/** Writes suggestions as the script of the shell reads them. */
export function encodeSuggestions(shell: Shell, suggestions: readonly Suggestion[]): string {
  const encoded = suggestions.map((suggestion) =>
    suggestion.kind === "file"
      ? ({ kind: "file", type: "any" } as const)
      : ({
          kind: "literal",
          text: suggestion.text,
          ...(suggestion.description !== undefined && { description: [text(suggestion.description)] }),
        } as const),
  );
  return [...shells[shell].encodeSuggestions(encoded)].join("");
}
