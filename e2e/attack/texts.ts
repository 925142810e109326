import { inspect } from "node:util";
import { isOtaError } from "@enos-ota/client";

/** Everything that a log, a console or a report could show of an error. */
export function everyText(error: unknown): string {
  const texts = [inspect(error, { depth: 12, showHidden: true }), String(error), safeJson(error)];
  for (let at = error, depth = 0; at instanceof Error && depth < 40; at = at.cause, depth++) {
    texts.push(at.message, at.stack ?? "", safeJson(at), inspect(at, { showHidden: true, depth: 12 }));
    if (at instanceof AggregateError) texts.push(...at.errors.map(everyText));
  }
  return texts.join("\n");
}

function safeJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "";
  } catch {
    return "";
  }
}

/** Which secrets stand in a text, by name. */
export function leaks(text: string, secrets: Readonly<Record<string, string>>): string[] {
  return Object.entries(secrets).flatMap(([name, secret]) => (text.includes(secret) ? [name] : []));
}

/** Describes how a promise ended: "resolved", the name of an error of the package, or "raw" and what was thrown. */
export async function settle(
  promise: Promise<unknown>,
): Promise<{ readonly end: string; readonly error?: unknown }> {
  try {
    await promise;
    return { end: "resolved" };
  } catch (error) {
    return { end: isOtaError(error) ? error.name : `raw ${error}`, error };
  }
}
