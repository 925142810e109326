import { inspect } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { authHeaders } from "../../src/generated/authHeaders.ts";
import { createOtaClient, createTestClock, isOtaError, type OtaClientOptions } from "../../src/index.ts";
import { errorText } from "../support/errorText.ts";
import { json, rejection, tokenAnswer } from "../support/gateway.ts";

// Printable ASCII with what JSON, URLs, HTML and regular expressions escape; long enough not to occur by chance.
const secret = fc
  .array(fc.constantFrom(..."aZ09\"\\'<>&%+/=?#$.*[](){}|^~ "), { minLength: 6, maxLength: 24 })
  .map((chars) => `mark${chars.join("").trim()}er`);
const token = secret.map((text) => text.replaceAll(" ", "_"));

/** Servers that echo the request in every place of a response that contains text. */
const echoes: Record<string, (heard: string) => Response | Error> = {
  "a business message": (heard) => json({ code: 99400, msg: heard, requestId: heard, data: null }),
  "a token refusal": (heard) => json({ code: 1203, status: 1003, msg: heard, requestId: heard }),
  "a gateway message": (heard) => json({ message: heard }, { status: 403, headers: { "x-request-id": "1" } }),
  "a page of HTML": (heard) => new Response(`<html>${heard}`, { headers: { "content-type": "text/html" } }),
  "broken JSON": (heard) => new Response(`{"echo":${JSON.stringify(heard)}`),
  "an error of fetch": (heard) =>
    new TypeError("fetch failed", { cause: new AggregateError([new Error(heard)], heard, { cause: heard }) }),
  "an invalid header": (heard) => new TypeError(`Invalid header value: ${heard}`),
  "JSON without a code": (heard) => json({ data: heard }),
};

test.each(Object.entries(echoes))("no secret is exposed, whatever a server echoes in %s", async (_, echo) => {
  await fc.assert(
    fc.asyncProperty(
      secret,
      secret,
      token,
      fc.boolean(),
      async (accessKey, secretKey, accessToken, early) => {
        const logged: unknown[] = [];
        const log = (...entry: unknown[]): void => void logged.push(entry);
        const signatures: string[] = [];
        const options: OtaClientOptions = {
          baseUrl: "https://gateway.example",
          orgId: "o1",
          auth: { accessKey, secretKey },
          clock: createTestClock(),
          logger: { debug: log, info: log, warn: log, error: log },
          logLevel: "debug",
          fetch: async (url, init) => {
            if (url.includes("/token/") && !early) return tokenAnswer(accessToken);
            const headers = new Headers(init.headers);
            const signature = headers.get(authHeaders.signature);
            if (signature) signatures.push(signature);
            const heard = [accessKey, secretKey, accessToken, signature, secretKey].join("|");
            const answer = echo(early ? heard.replace(accessToken, "") : heard);
            if (answer instanceof Error) throw answer;
            return answer;
          },
        };
        const enos = createOtaClient(options);
        const error = await rejection(enos.otaJobs.search());
        expect(isOtaError(error)).toBe(true);
        const output = [
          errorText(error),
          inspect(logged, { depth: 10 }),
          inspect(enos, { depth: 10, showHidden: true }),
        ];
        const secrets = [accessKey, secretKey, ...signatures, ...(early ? [] : [accessToken])];
        for (const text of output) {
          for (const word of secrets) {
            for (const form of [word, JSON.stringify(word).slice(1, -1)]) expect(text).not.toContain(form);
          }
        }
      },
    ),
    { numRuns: 40 },
  );
});

test("the check for secrets detects one that is present", () => {
  expect(errorText(new Error("outer", { cause: new Error("marker") }))).toContain("marker");
});

test("errors keep helpful details that contain no secret", async () => {
  const cause = new TypeError("fetch failed", { cause: new Error("connect ECONNREFUSED") });
  const enos = createOtaClient({
    baseUrl: "https://gateway.example",
    orgId: "o1",
    auth: "none",
    maxRetries: 0,
    fetch: () => Promise.reject(cause),
  });
  const error = await rejection(enos.otaJobs.search());
  expect(error).toHaveProperty("cause", cause);
  expect(JSON.parse(JSON.stringify(error))).toEqual({
    name: "OtaConnectionError",
    message: "No complete answer from gateway.example: connect ECONNREFUSED.",
    attempts: 1,
    retryable: true,
  });
});
