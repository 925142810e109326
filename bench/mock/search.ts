import { authHeaders } from "@enos-ota/client";

/** A search that every mock answers. The three headers are for Prism, which checks that they are present. */
export async function search(url: string, call: typeof fetch = fetch): Promise<ArrayBuffer> {
  const response = await call(`${url}/connect-service/v2.1/ota-jobs?action=search&orgId=o1`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      [authHeaders.accessToken]: "t",
      [authHeaders.signature]: "s",
      [authHeaders.timestamp]: "1",
    },
    body: '{"expression":"status = \'started\'","pagination":{"pageNo":1,"pageSize":10}}',
  });
  if (response.status !== 200)
    throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  return response.arrayBuffer();
}

/** The body of a response without the ID of its request. */
export function contentOf(answer: ArrayBuffer): { readonly data: readonly object[] } {
  const { code, requestId, ...content } = JSON.parse(new TextDecoder().decode(answer));
  if (code !== 0 || typeof requestId !== "string") throw new Error(`the answer's code is ${code}`);
  return content;
}
