import { kindOf } from "../check.ts";
import { OtaConfigError } from "../errors.ts";
import type { PlainHeaders } from "../headers.ts";
import type { SignerAuth } from "../options.ts";
import type { Authorizer } from "./authorization.ts";
import { isTokenRefused } from "./refusal.ts";
import { callUserFunction } from "./userFunction.ts";

/** Authorizes with the headers that the user's own signer returns for each attempt. */
export function signerAuthorizer(auth: SignerAuth): Authorizer {
  return {
    async authorize(request, now) {
      // Called on its object: it may be a method of a class.
      const headers = await callUserFunction("auth.sign", () => auth.sign({ ...request, timestamp: now() }));
      return { headers: checkHeaders(headers), refuse: isTokenRefused };
    },
  };
}

/** Checks what the signer returned. The values are secrets, so no message quotes them. */
function checkHeaders(headers: unknown): PlainHeaders {
  if (headers instanceof Headers) return Object.fromEntries(headers);
  if (typeof headers !== "object" || headers === null || Array.isArray(headers)) {
    throw fail(`must return an object with header names and values; it returned ${kindOf(headers)}`);
  }
  const checked = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value !== "string")
      throw fail(`returned ${kindOf(value)} for the header ${name}; it must be a text`);
    try {
      checked.set(name, value);
    } catch {
      throw fail(
        `returned a name or a value that no header can have, for the header ${JSON.stringify(name)}`,
      );
    }
  }
  return Object.fromEntries(checked);
}

function fail(problem: string): OtaConfigError {
  return new OtaConfigError(`The function given as auth.sign ${problem}.`, "auth.sign");
}
