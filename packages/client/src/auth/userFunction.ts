import { OtaConfigError } from "../errors.ts";

/**
 * Calls a function that the user passed as an option.
 *
 * @throws `OtaConfigError` that names the option, with what the function threw as its cause.
 */
export async function callUserFunction<T>(option: string, run: () => T | Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (cause) {
    throw new OtaConfigError(`The function given as ${option} failed.`, option, undefined, { cause });
  }
}
