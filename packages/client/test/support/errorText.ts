import { inspect } from "node:util";

/** All that a program could print of an error and its causes: where a secret must not be. */
export function errorText(error: unknown): string {
  const texts: string[] = [];
  for (let at = error; at instanceof Error; at = at.cause) {
    texts.push(
      at.message,
      String(at.stack),
      JSON.stringify(at),
      inspect(at, { depth: 10, showHidden: true }),
    );
  }
  return texts.join("\n");
}
