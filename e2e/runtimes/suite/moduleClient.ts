// A worker with its client at module level, as most people write it. Time can be moved, to reach each age of the token.
import { type Clock, createOtaClient, type OtaClient } from "@enos-ota/client";

let client: OtaClient | undefined;
let movedMs = 0;

const clock: Clock = {
  now: () => Date.now() + movedMs,
  random: () => 0,
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, ms);
      signal?.addEventListener("abort", () => {
        clearTimeout(timer);
        reject(signal.reason);
      });
    }),
};

export default {
  async fetch(request: Request): Promise<Response> {
    const { searchParams } = new URL(request.url);
    movedMs += Number(searchParams.get("moveMs") ?? 0);
    client ??= createOtaClient({
      baseUrl: searchParams.get("baseUrl") ?? "",
      orgId: "o1",
      auth: { accessKey: "a", secretKey: "s" },
      clock,
    });
    const search = client.otaJobs.search().then(
      (page) => ({ totalSize: page.totalSize }),
      (error: unknown) => ({ error: String(error) }),
    );
    // The request ends, and with it all that it has begun.
    if (searchParams.has("abandon")) return Response.json("abandoned");
    return Response.json(await search);
  },
};
