import { createHash } from "node:crypto";
import { authHeaders } from "@enos-ota/client";

/** The call that every client makes: one page of fifty jobs of a product. */
export const path = "/connect-service/v2.1/ota-jobs";
export const query = { action: "search", orgId: "o1" } as const;
export const body = {
  expression: "productKey = 'BXwU4kMk'",
  pagination: { pageNo: 1, pageSize: 50 },
} as const;

export const accessToken = "bench-token";
export const secretKey = "bench-secret";

/** The part of the response that the benchmarks read. */
export interface Answer {
  readonly data: readonly unknown[];
}

/**
 * The headers that a user of a plain HTTP client would write: none, or a signature made with Node's own hash over
 * the body that is sent.
 */
export function handwrittenHeaders(signed: boolean): (text: string) => Record<string, string> {
  if (!signed) return () => ({});
  return (text) => {
    const timestamp = Date.now();
    const signature = createHash("sha256")
      .update(`${accessToken}actionsearchorgIdo1${text}${timestamp}${secretKey}`)
      .digest("hex");
    return {
      [authHeaders.accessToken]: accessToken,
      [authHeaders.signature]: signature,
      [authHeaders.timestamp]: String(timestamp),
    };
  };
}
