import type { WireRequest } from "./request.ts";

/** Parsed JSON, or the reason why it could not be parsed. */
export type ReadJson =
  | { readonly json: unknown; readonly problem?: never }
  | { readonly json?: never; readonly problem: string };

/** How strictly a body is read; see the profile entries of the same names. */
export interface JsonRules {
  readonly contentType: "required" | "ignored";
  readonly absentBody: "refused" | "everyJob";
}

const decoder = new TextDecoder("utf-8", { fatal: true });

/** Deeper JSON makes recursive code overflow the stack, such as `JSON.stringify` in a log. */
const deepest = 100;

/** Reads the bytes of a body as JSON. */
export function readJson({ headers, body }: WireRequest, rules: JsonRules): ReadJson {
  const given = headers.get("content-type") ?? "";
  const [type = ""] = given.split(";");
  if (rules.contentType === "required" && type.trim().toLowerCase() !== "application/json") {
    const found = given === "" ? "it is missing" : `it is ${given}`;
    return { problem: `the content-type must be application/json, but ${found}` };
  }
  if (body.length === 0) {
    return rules.absentBody === "everyJob" ? { json: {} } : { problem: "there is no body; send at least {}" };
  }
  return parse(body);
}

function parse(body: Uint8Array): ReadJson {
  let text: string;
  try {
    text = decoder.decode(body);
  } catch {
    return { problem: "the body is not UTF-8" };
  }
  if (isTooDeep(text)) return { problem: `the body is nested deeper than ${deepest} levels` };
  try {
    return { json: JSON.parse(text) };
  } catch (error) {
    return { problem: `the body is not JSON: ${error instanceof Error ? error.message : error}` };
  }
}

/** Counts open brackets outside of texts. No regular expression: a long text would overflow its stack, too. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  let inText = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (inText) {
      if (character === "\\") i += 1;
      else if (character === '"') inText = false;
    } else if (character === '"') inText = true;
    else if (character === "[" || character === "{") {
      depth += 1;
      if (depth > deepest) return true;
    } else if (character === "]" || character === "}") depth -= 1;
  }
  return false;
}
