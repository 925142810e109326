import { createOtaClient } from "@enos-ota/client";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startRawServer } from "./rawServer.ts";
import { hostileReplies } from "./replies.ts";
import { everyText, leaks, settle } from "./texts.ts";

const secrets = { accessToken: "token-6f1d0c2a9b", secretKey: "secret-key-93ab77e0" };
const uncaught: unknown[] = [];
const note = (error: unknown): void => void uncaught.push(error);

beforeAll(() => {
  process.on("unhandledRejection", note).on("uncaughtException", note);
});
afterAll(() => {
  process.off("unhandledRejection", note).off("uncaughtException", note);
});

it.each(hostileReplies())(
  "settles in time, with an error of the package and without a secret: $name",
  async ({ reply }) => {
    const server = await startRawServer(reply);
    const entries: string[] = [];
    const log = (fields: object, text: string): void => void entries.push(JSON.stringify(fields) + text);
    try {
      const enos = createOtaClient({
        baseUrl: server.url,
        orgId: "o1",
        auth: secrets,
        timeoutMs: 400,
        totalTimeoutMs: 1_500,
        maxRetries: 1,
        logger: { debug: log, info: log, warn: log, error: log },
        logLevel: "debug",
      });
      const started = performance.now();
      const { end, error } = await settle(
        Promise.resolve(enos.otaJobs.search({ expression: "status = 'started'" })),
      );
      // Forty deadlines: on a busy machine they come late, but without them some of these answers never end.
      expect(performance.now() - started).toBeLessThan(60_000);
      expect(end).not.toMatch(/^raw/);
      expect(leaks(everyText(error) + entries.join("\n"), secrets)).toEqual([]);
      expect(everyText(error).length).toBeLessThan(200_000);
      if (error !== undefined) expect(Reflect.get(Object(error), "attempts")).toBeGreaterThan(0);
      // What is thrown after the call has settled would end the user's process.
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(uncaught.splice(0)).toEqual([]);
    } finally {
      await server.close();
    }
  },
);
