import { readFileSync } from "node:fs";
import { parse } from "yaml";

interface ErrorCode {
  readonly name: string;
  readonly message: string;
  readonly meaning: string;
  readonly retryable: boolean;
  readonly recovery?: "refreshToken" | "fixCredentials";
}

/** Replaces `<!-- error-codes -->` by a heading with text for each code of the API, from the OpenAPI document. */
export function expandErrorCodes(markdown: string, root: string): string {
  return markdown.replace("<!-- error-codes -->", () => {
    const document: { readonly "x-enos-error-codes": Readonly<Record<string, ErrorCode>> } = parse(
      readFileSync(`${root}/spec/openapi.yaml`, "utf8"),
      { merge: true },
    );
    return Object.entries(document["x-enos-error-codes"])
      .map(
        ([code, entry]) =>
          `### ${entry.name} (${code})\n\n"${entry.message}". ${textOf(entry.meaning)} ${remedyOf(entry)}`,
      )
      .join("\n\n");
  });
}

/** A description without its tags about sources; the reference has them. */
function textOf(meaning: string): string {
  return meaning
    .replaceAll(/\s*\[[^\]]*\]/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();
}

function remedyOf({ retryable, recovery }: ErrorCode): string {
  if (recovery === "refreshToken") return "The client gets a new token and repeats the call once.";
  if (recovery === "fixCredentials")
    return "No retry can help: [check the keys](#the-signature-or-the-token-is-refused).";
  return retryable
    ? "The client retries it; if it comes through, try again later."
    : "The client does not retry it: the request must change.";
}
