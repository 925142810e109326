import { authHeaders, sign } from "@enos-ota/client";
import type { Attempt } from "./recorder.ts";

/** One step of a signature: what it is, and the text that it produces. */
export interface SigningStep {
  readonly title: string;
  readonly text: string;
}

/** Explains how a signed attempt got its signature. The steps end in the value that was sent. */
export async function explainSignature(attempt: Attempt, secretKey: string): Promise<readonly SigningStep[]> {
  const headers = new Map(attempt.headers);
  const accessToken = headers.get(authHeaders.accessToken);
  const timestamp = headers.get(authHeaders.timestamp);
  if (accessToken === undefined || timestamp === undefined) return [];
  const query = [...new URL(attempt.url).searchParams].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const parameters = query.map(([name, value]) => name + value).join("");
  const body = attempt.body ?? "";
  const { url } = attempt;
  return [
    { title: "1. The access token", text: accessToken },
    { title: "2. Query parameters, decoded, sorted by name, names and values joined", text: parameters },
    { title: "3. The body, byte for byte as it is sent", text: body },
    { title: `4. The timestamp in milliseconds (${authHeaders.timestamp})`, text: timestamp },
    { title: "5. The secret key, which is never sent", text: secretKey },
    { title: "6. All of it joined", text: accessToken + parameters + body + timestamp + secretKey },
    {
      title: `7. SHA-256 in lower-case hex (${authHeaders.signature})`,
      text: await sign({ url, body: attempt.body, accessToken, secretKey, timestamp }),
    },
  ];
}
