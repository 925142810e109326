import { OtaConfigError } from "./errors.ts";

/**
 * Returns an option, or the environment variable that can take its place.
 *
 * @throws `OtaConfigError` that names both when neither is set.
 */
export function required(value: string | undefined, option: string, variable: string): string {
  const found = optional(value, variable);
  if (typeof found === "string" && found.trim() !== "") return found;
  throw new OtaConfigError(
    `The option "${option}" is missing: pass it, or set the environment variable ${variable}.`,
    option,
    variable,
  );
}

/** Returns an option, or else the environment variable that can take its place, if that is set. */
export function optional(value: string | undefined, variable: string): string | undefined {
  return value ?? environment(variable);
}

function environment(variable: string): string | undefined {
  try {
    const { process } = globalThis as { process?: { env?: Record<string, string | undefined> } };
    return process?.env?.[variable];
  } catch {
    // Deno without the permission to read the environment.
    return undefined;
  }
}
