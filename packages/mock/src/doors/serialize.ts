import type { Answer } from "../engine/wire.ts";

/** The text of an answer's body. */
export function serialize({ body }: Answer): string {
  return JSON.stringify(body);
}
