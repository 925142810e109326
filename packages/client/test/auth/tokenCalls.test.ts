// How token calls behave within the calls that need them: how many requests they may cost, and that no call cancels another.
import { types } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createOtaClient, isOtaError, type OtaClientOptions, OtaHttpError } from "../../src/index.ts";
import { failure, found, Gateway, json, never, rejection, tokenAnswer } from "../support/gateway.ts";

describe("the budget of a call", () => {
  test("counts failed token calls as its retries", async () => {
    const gateway = new Gateway();
    gateway.tokenAnswers = Array.from({ length: 9 }, () => () => json({ message: "down" }, { status: 503 }));
    const error = await rejection(gateway.client({ maxRetries: 2 }).otaJobs.search());
    expect(error).toMatchObject({ name: "OtaHttpError", status: 503, attempts: 3 });
    expect(gateway.tokenCalls).toHaveLength(3);
    expect(gateway.searches).toHaveLength(0);
  });

  test("is shared by token calls and searches", async () => {
    const gateway = new Gateway();
    const down = () => json({ message: "down" }, { status: 503 });
    gateway.tokenAnswers = [down];
    gateway.answers = [down];
    const error = await rejection(gateway.client({ maxRetries: 2 }).otaJobs.search());
    expect(error).toMatchObject({ status: 503, attempts: 3 });
    expect([gateway.tokenCalls.length, gateway.searches.length]).toEqual([2, 2]);
  });

  test("fails for all calls that waited for one token, each with an error of its own that counts its own requests", async () => {
    const gateway = new Gateway();
    gateway.tokenAnswers = Array.from({ length: 9 }, () => () => json({ message: "down" }, { status: 503 }));
    const { otaJobs } = gateway.client();
    const [hasty, patient] = await Promise.all([
      rejection(otaJobs.search({}, { maxRetries: 0 })),
      rejection(otaJobs.search({}, { maxRetries: 2 })),
    ]);
    expect(hasty).toMatchObject({ name: "OtaHttpError", status: 503, attempts: 1 });
    expect(patient).toMatchObject({ name: "OtaHttpError", status: 503, attempts: 3 });
    const [one, other] = await Promise.all(
      [1, 2].map(() => rejection(otaJobs.search({}, { maxRetries: 0 }))),
    );
    expect(one).not.toBe(other);
    expect(one).toBeInstanceOf(OtaHttpError);
    expect(types.isNativeError(one)).toBe(true);
    expect((one as Error).message).toBe((other as Error).message);
    expect((one as Error).stack).toContain((one as Error).message);
  });

  test("pays for one new token, not for one with each retry, where a failure is retryable and refuses the token", async () => {
    const gateway = new Gateway();
    gateway.answers = [() => json({ code: 1203, msg: "expired", requestId: "r" }, { status: 503 })];
    const error = await rejection(gateway.client({ maxRetries: 2 }).otaJobs.search());
    expect(error).toMatchObject({ code: 1203, status: 503, attempts: 4 });
    expect(gateway.tokenCalls).toHaveLength(2);
    expect(gateway.searches).toHaveLength(4);
  });

  test("is that of the call, not that of the client", async () => {
    const gateway = new Gateway();
    gateway.tokenAnswers = Array.from({ length: 9 }, () => () => json({ message: "down" }, { status: 503 }));
    const { otaJobs } = gateway.client({ maxRetries: 5 });
    await rejection(otaJobs.search({}, { maxRetries: 0 }));
    expect(gateway.tokenCalls).toHaveLength(1);
  });

  test("bounds what one call costs, whatever the server does: 5 searches and 10 token calls with 2 retries", async () => {
    const minute = 60_000;
    /** What a hostile server may answer: refusals of every kind, with a clock that jumps. */
    const step = fc.record({
      answer: fc.constantFrom(
        "token",
        "same",
        "found",
        "401",
        "1203",
        "1204",
        "1001",
        "1003",
        "99500",
        "503",
        "html",
        "lost",
      ),
      skew: fc.constantFrom(0, 10 * minute, -10 * minute, 40 * minute),
      life: fc.constantFrom(1, 29, 31, 7200),
    });
    const worst = { searches: 0, tokens: 0 };
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(step), async (steps) => {
        const gateway = new Gateway();
        let tokens = 0;
        const fetch = async (url: string): Promise<Response> => {
          const { answer, skew, life } = steps.next().value;
          const isToken = url.includes("/token/");
          calls[isToken ? "tokens" : "searches"]++;
          const code = (number: number) =>
            isToken ? json({ status: number, msg: "no", data: null }) : failure(number);
          const response = ((): Response => {
            if (answer === "lost") throw new TypeError("fetch failed");
            if (answer === "html") return new Response("<p>");
            if (answer === "401" || answer === "503")
              return json({ message: "no" }, { status: Number(answer) });
            if (/^\d/.test(answer)) return code(Number(answer));
            if (isToken) return tokenAnswer(answer === "same" ? "t1" : `t${++tokens}`, life);
            return answer === "found" ? found("a") : failure(1203);
          })();
          response.headers.set("date", new Date(gateway.clock.now() + skew).toUTCString());
          return response;
        };
        const calls = { searches: 0, tokens: 0 };
        const error = await gateway
          .client({ fetch })
          .otaJobs.search()
          .then(
            () => undefined,
            (thrown: unknown) => thrown,
          );
        expect(error === undefined || isOtaError(error)).toBe(true);
        worst.searches = Math.max(worst.searches, calls.searches);
        worst.tokens = Math.max(worst.tokens, calls.tokens);
        expect(calls.searches).toBeLessThanOrEqual(5);
        expect(calls.tokens).toBeLessThanOrEqual(10);
      }),
      { numRuns: 300, seed: 7 },
    );
    // The bounds are close to the highest counts observed.
    expect(worst.searches).toBeGreaterThanOrEqual(4);
    expect(worst.tokens).toBeGreaterThanOrEqual(5);
  });
});

describe("an abort", () => {
  test("while the token is fetched does not affect any other call, whenever it started", async () => {
    for (let turns = 0; turns < 12; turns++) {
      const gateway = new Gateway();
      let give: (answer: Response) => void = () => {};
      gateway.tokenAnswers = [
        ({ signal }) =>
          Promise.race([
            never(signal),
            new Promise<Response>((done) => {
              give = done;
            }),
          ]),
      ];
      const { otaJobs } = gateway.client();
      const controller = new AbortController();
      const first = rejection(otaJobs.search({}, { signal: controller.signal }));
      await expect.poll(() => gateway.tokenCalls.length).toBe(1);
      controller.abort();
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      const second = otaJobs.search().then((page) => page.attempts);
      give(tokenAnswer("t"));
      expect(await first).toMatchObject({ name: "OtaAbortError" });
      expect(await second).toBe(1);
    }
  });

  test("with a token store is an OtaAbortError too, and does not affect any other call", async () => {
    const gateway = new Gateway();
    let answer: (value: unknown) => void = () => {};
    const get = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    const auth = { accessKey: "a", secretKey: "s", tokenStore: { get, set: () => {}, add: () => true } };
    const { otaJobs } = gateway.client({ auth });
    const controller = new AbortController();
    const first = rejection(otaJobs.search({}, { signal: controller.signal }));
    const second = otaJobs.search().then((page) => page.attempts);
    await gateway.clock.advance(0);
    controller.abort();
    expect(await first).toMatchObject({ name: "OtaAbortError" });
    for (let operation = 0; operation < 9; operation++) {
      answer(undefined);
      await gateway.clock.advance(0);
    }
    expect(await second).toBe(1);
  });

  test("by the deadline of one call does not affect any other call", async () => {
    const gateway = new Gateway();
    let give: (answer: Response) => void = () => {};
    gateway.tokenAnswers = [
      () =>
        new Promise((done) => {
          give = done;
        }),
    ];
    const { otaJobs } = gateway.client();
    const hasty = rejection(otaJobs.search({}, { totalTimeoutMs: 100 }));
    const patient = otaJobs.search().then((page) => page.attempts);
    await gateway.clock.advance(100);
    expect(await hasty).toMatchObject({ name: "OtaTimeoutError", scope: "total" });
    give(tokenAnswer("t"));
    expect(await patient).toBe(1);
    expect(gateway.tokenCalls).toHaveLength(1);
  });
});

describe("the encryption of token calls", () => {
  const encryptions = (gateways: readonly Gateway[]) =>
    gateways.flatMap(({ tokenCalls }) => tokenCalls.map(({ body }) => JSON.parse(body).encryption as string));

  test("is never the same, even for a hundred clients within one millisecond", async () => {
    const gateway = new Gateway();
    const clients = Array.from({ length: 100 }, () => gateway.client());
    await Promise.all(clients.map(({ otaJobs }) => otaJobs.search()));
    expect(new Set(encryptions([gateway])).size).toBe(100);
  });

  test("starts from the current time for other keys and other servers", async () => {
    const gateway = new Gateway();
    await gateway.client().otaJobs.search();
    const others: OtaClientOptions[] = [
      { auth: { accessKey: "another", secretKey: "the-secret-key" } },
      { baseUrl: "https://other.example" },
    ];
    for (const options of others) {
      await gateway.client(options).otaJobs.search();
      expect(JSON.parse(gateway.tokenCalls.at(-1)?.body ?? "").timestamp).toBe(gateway.clock.now());
    }
  });

  test("follows a clock that is set back", async () => {
    const keys = { accessKey: "of this test", secretKey: "s" };
    const [ahead, right] = [new Gateway(), new Gateway()];
    await ahead.clock.advance(3_600_000);
    await ahead.client({ auth: keys }).otaJobs.search();
    await right.client({ auth: keys }).otaJobs.search();
    expect(JSON.parse(right.tokenCalls[0]?.body ?? "").timestamp).toBe(right.clock.now());
  });
});

describe("an answer of the token service", () => {
  test.each<[string, unknown]>([
    ["no data", { status: 0, data: null }],
    ["a list", { status: 0, data: [] }],
    ["no token", { status: 0, data: { expire: 7200 } }],
    ["a token that is a number", { status: 0, data: { accessToken: 5, expire: 7200 } }],
    ["a token that fits in no header", { status: 0, data: { accessToken: "a\nb", expire: 7200 } }],
    ["no expire", { status: 0, data: { accessToken: "t" } }],
    ["an expire of 0", { status: 0, data: { accessToken: "t", expire: 0 } }],
    ["a negative expire", { status: 0, data: { accessToken: "t", expire: -5 } }],
    ["an endless expire", { status: 0, data: { accessToken: "t", expire: "Infinity" } }],
    ["an expire that is no number", { status: 0, data: { accessToken: "t", expire: "soon" } }],
  ])("with %s is refused, and counts as a request", async (_, body) => {
    const gateway = new Gateway();
    gateway.tokenAnswers = [() => json(body)];
    const error = await rejection(gateway.client().otaJobs.search());
    expect(error).toMatchObject({ name: "OtaParseError", attempts: 1, status: 200 });
    expect(String(error)).toContain("no usable accessToken and expire");
  });

  test("may contain `expire` as text", async () => {
    const gateway = new Gateway();
    gateway.tokenAnswers = [() => json({ status: 0, data: { accessToken: "t", expire: "7200" } })];
    const { otaJobs } = gateway.client();
    await otaJobs.search();
    await otaJobs.search();
    expect(gateway.tokenCalls).toHaveLength(1);
  });
});

describe("a limit of one call at a time", () => {
  test("does not deadlock: the token is available before a search acquires its permit", async () => {
    const gateway = new Gateway();
    let free = true;
    const order: string[] = [];
    const waiting: (() => void)[] = [];
    const acquire = async ({ operation }: { operation: string }) => {
      while (!free) await new Promise<void>((resolve) => waiting.push(resolve));
      free = false;
      order.push(operation);
      return {
        release: () => {
          free = true;
          waiting.shift()?.();
        },
      };
    };
    gateway.answers = [() => failure(1203), () => found("a")];
    const { otaJobs } = gateway.client({ acquire });
    await Promise.all([otaJobs.search(), otaJobs.search()]);
    expect(order[0]).toBe("getAccessToken");
    expect(order.filter((operation) => operation === "searchOtaJobs")).toHaveLength(3);
  });
});

test("a client without a custom clock works", async () => {
  const { clock, ...options } = new Gateway().options();
  expect((await createOtaClient(options).otaJobs.search()).attempts).toBe(1);
});
