import { describe, expect, test } from "vitest";
import { sha256 } from "../../src/auth/sha256.ts";
import { sign } from "../../src/auth/sign.ts";
import { authHeaders } from "../../src/generated/authHeaders.ts";
import { isOtaApiError, isOtaConfigError, isOtaHttpError } from "../../src/index.ts";
import { failure, found, Gateway, json, never, rejection, tokenAnswer } from "../support/gateway.ts";

const { accessToken: tokenHeader, signature: signatureHeader, timestamp: timestampHeader } = authHeaders;

const tokensUsed = (gateway: Gateway) => gateway.searches.map((got) => got.headers.get(tokenHeader));
const paths = (gateway: Gateway) => gateway.tokenCalls.map((got) => got.path.split("/").at(-1));

describe("keys", () => {
  test("a thousand searches at the start share one token request", async () => {
    const gateway = new Gateway();
    const { otaJobs } = gateway.client();
    await Promise.all(Array.from({ length: 1000 }, () => otaJobs.search()));
    expect(gateway.tokenCalls).toHaveLength(1);
    expect(new Set(tokensUsed(gateway))).toEqual(new Set(["t1"]));
  });

  test("a token close to its expiry is still used while the refresh endpoint renews it in the background", async () => {
    const gateway = new Gateway();
    const { otaJobs } = gateway.client();
    await otaJobs.search();
    await gateway.clock.advance(6_700_000);
    await otaJobs.search();
    await expect.poll(() => gateway.clock.pending).toBe(0);
    await otaJobs.search();
    expect(tokensUsed(gateway)).toEqual(["t1", "t1", "t2"]);
    expect(paths(gateway)).toEqual(["get", "refresh"]);
    expect(JSON.parse(gateway.tokenCalls[1]?.body ?? "")).toMatchObject({ accessToken: "t1" });
  });

  test("a call waits for a new token when the old one is about to expire; `expire` is the remaining lifetime", async () => {
    const gateway = new Gateway();
    gateway.expire = 100;
    const { otaJobs } = gateway.client();
    await otaJobs.search();
    await gateway.clock.advance(75_000);
    await Promise.all([otaJobs.search(), otaJobs.search()]);
    expect(tokensUsed(gateway)).toEqual(["t1", "t2", "t2"]);
    expect(paths(gateway)).toEqual(["get", "get"]);
  });

  test("a failed renewal is not retried for five seconds; the old token is used meanwhile", async () => {
    const gateway = new Gateway();
    const { otaJobs } = gateway.client({ maxRetries: 0 });
    await otaJobs.search();
    await gateway.clock.advance(6_700_000);
    gateway.tokenAnswers = [() => json({ message: "down" }, { status: 503 })];
    for (let i = 0; i < 3; i++) {
      await otaJobs.search();
      await expect.poll(() => gateway.clock.pending).toBe(0);
    }
    expect(paths(gateway)).toEqual(["get", "refresh"]);
    await gateway.clock.advance(5_000);
    await otaJobs.search();
    await expect.poll(() => gateway.clock.pending).toBe(0);
    expect(paths(gateway)).toEqual(["get", "refresh", "refresh"]);
    expect(new Set(tokensUsed(gateway))).toEqual(new Set(["t1"]));
  });

  test.each([
    ["by any other code, another is got", 1005, ["get", "refresh", "get"], ["t1", "t1", "t2"]],
    ["because the keys are wrong, no other is asked for", 1003, ["get", "refresh"], ["t1", "t1", "t1"]],
  ])("when a renewal is refused %s", async (_, status, calls, tokens) => {
    const gateway = new Gateway();
    const { otaJobs } = gateway.client({ maxRetries: 0 });
    await otaJobs.search();
    await gateway.clock.advance(6_700_000);
    gateway.tokenAnswers = [() => json({ status, msg: "no", business: "apim-token-service", data: null })];
    for (let i = 0; i < 2; i++) {
      await otaJobs.search();
      await expect.poll(() => gateway.clock.pending).toBe(0);
    }
    expect(paths(gateway)).toEqual(calls);
    expect(tokensUsed(gateway)).toEqual(tokens);
  });

  test.each([
    ["401", () => json({ message: "Invalid authentication credentials" }, { status: 401 })],
    ["1202", () => failure(1202)],
    ["1203", () => failure(1203)],
    ["apim_status 4011", () => json({ apim_status: 4011 })],
  ])("a token refused with %s is replaced once, outside the retry budget", async (_, refusal) => {
    const gateway = new Gateway();
    gateway.answers = [refusal, () => found("a")];
    const page = await gateway.client({ maxRetries: 0 }).otaJobs.search();
    expect(page.attempts).toBe(2);
    expect(tokensUsed(gateway)).toEqual(["t1", "t2"]);
    gateway.answers = [refusal];
    const error = await rejection(gateway.client({ maxRetries: 0 }).otaJobs.search());
    expect(isOtaApiError(error) || isOtaHttpError(error)).toBe(true);
    expect(error).toMatchObject({ attempts: 2 });
  });

  test("a rejected token that `get` returns again is replaced through `refresh`", async () => {
    const gateway = new Gateway();
    gateway.tokenAnswers = [() => tokenAnswer("old"), () => tokenAnswer("old"), () => tokenAnswer("new")];
    gateway.answers = [() => failure(1203), () => found("a")];
    await gateway.client().otaJobs.search();
    expect(paths(gateway)).toEqual(["get", "get", "refresh"]);
    expect(tokensUsed(gateway)).toEqual(["old", "new"]);
  });

  test("many calls with one refused token get one new token", async () => {
    const gateway = new Gateway();
    gateway.answers = [...Array.from({ length: 20 }, () => () => failure(1203)), () => found("a")];
    const { otaJobs } = gateway.client();
    await Promise.all(Array.from({ length: 20 }, () => otaJobs.search()));
    expect(gateway.tokenCalls).toHaveLength(2);
  });

  test.each([1002, 1003])("wrong keys (%d) fail at once and say so", async (status) => {
    const gateway = new Gateway();
    gateway.tokenAnswers = [() => json({ status, msg: "no", business: "apim-token-service", data: null })];
    const error = await rejection(gateway.client().otaJobs.search());
    expect(error).toMatchObject({ name: "OtaApiError", code: status, attempts: 1, retryable: false });
    expect(String(error)).toContain("Check accessKey and secretKey");
    expect(gateway.searches).toHaveLength(0);
  });

  test("the misspelt field `stauts` is read too", async () => {
    const gateway = new Gateway();
    gateway.tokenAnswers = [
      () => json({ stauts: 0, msg: "SUCCESS", data: { accessToken: "s", expire: 7200 } }),
    ];
    await gateway.client().otaJobs.search();
    expect(tokensUsed(gateway)).toEqual(["s"]);
  });

  test("each token call has its own timestamp, retries within one millisecond included", async () => {
    const gateway = new Gateway();
    gateway.clock.random = () => 0;
    const busy = () => json({ status: 1001, msg: "repeated request", data: null });
    gateway.tokenAnswers = [busy, busy];
    await gateway.client().otaJobs.search();
    const stamps = gateway.tokenCalls.map((got) => JSON.parse(got.body).timestamp);
    expect(new Set(stamps).size).toBe(3);
    for (const got of gateway.tokenCalls) {
      const { timestamp, encryption } = JSON.parse(got.body);
      expect(encryption).toBe(await sha256(`the-access-key${timestamp}the-secret-key`));
    }
  });

  test("a shared token call continues when one of its callers aborts, and is cancelled when all abort", async () => {
    const gateway = new Gateway();
    let give: (answer: Response) => void = () => {};
    gateway.tokenAnswers = [
      () =>
        new Promise((resolve) => {
          give = resolve;
        }),
    ];
    // The machine's clock, because no deadline is reached in this test.
    const { otaJobs } = gateway.client({ clock: undefined });
    const [one, two] = [new AbortController(), new AbortController()];
    const first = rejection(otaJobs.search({}, { signal: one.signal }));
    const second = otaJobs.search({}, { signal: two.signal }).then((page) => page.attempts);
    await expect.poll(() => gateway.tokenCalls.length).toBe(1);
    one.abort();
    expect(await first).toMatchObject({ name: "OtaAbortError", attempts: 0 });
    expect(gateway.tokenCalls[0]?.signal.aborted).toBe(false);
    give(tokenAnswer("t"));
    expect(await second).toBe(1);

    const other = new Gateway();
    other.tokenAnswers = [(got) => never(got.signal)];
    const alone = rejection(other.client({ clock: undefined }).otaJobs.search({}, { signal: two.signal }));
    await expect.poll(() => other.tokenCalls.length).toBe(1);
    two.abort();
    await alone;
    expect(other.tokenCalls[0]?.signal.aborted).toBe(true);
  });

  test("withOptions() shares the token, unless keys change", async () => {
    const gateway = new Gateway();
    const enos = gateway.client();
    await enos.otaJobs.search();
    await enos.withOptions({ orgId: "o2", maxRetries: 0 }).otaJobs.search();
    expect(gateway.tokenCalls).toHaveLength(1);
    expect(gateway.searches[1]?.url).toContain("orgId=o2");
    await enos.withOptions({ auth: { accessKey: "b", secretKey: "c" } }).otaJobs.search();
    expect(gateway.tokenCalls).toHaveLength(2);
  });
});

describe("other ways to authenticate", () => {
  test("a token of the caller's signs requests; a function is called again when its token is rejected", async () => {
    const gateway = new Gateway();
    let calls = 0;
    const accessToken = async () => `mine${++calls}`;
    gateway.answers = [() => failure(1203), () => found("a")];
    await gateway.client({ auth: { accessToken, secretKey: "s" } }).otaJobs.search();
    expect(tokensUsed(gateway)).toEqual(["mine1", "mine2"]);
    expect(gateway.tokenCalls).toHaveLength(0);

    const fixed = new Gateway();
    fixed.answers = [() => failure(1203)];
    const error = await rejection(
      fixed.client({ auth: { accessToken: "x", secretKey: "s" } }).otaJobs.search(),
    );
    expect(error).toMatchObject({ code: 1203, attempts: 1 });
  });

  test("a custom signer receives exactly what is sent", async () => {
    const gateway = new Gateway();
    const seen: unknown[] = [];
    const auth = {
      sign: (request: { method: string; url: string; body: string | undefined }) => {
        seen.push([request.method, request.url, request.body]);
        return { "x-signed": "yes" };
      },
    };
    await gateway.client({ auth }).otaJobs.search({ expression: "a" });
    const [got] = gateway.searches;
    expect(got?.headers.get("x-signed")).toBe("yes");
    expect(seen).toEqual([["POST", got?.url, got?.body]]);
  });

  test('"none" sends no authorization', async () => {
    const gateway = new Gateway();
    await gateway.client({ auth: "none" }).otaJobs.search();
    expect(
      [...(gateway.searches[0]?.headers.keys() ?? [])].filter((name) => name.startsWith("apim")),
    ).toEqual([]);
  });

  test("the error names a custom function that fails", async () => {
    const auth = { accessToken: () => Promise.reject(new Error("vault is closed")), secretKey: "s" };
    const error = await rejection(new Gateway().client({ auth }).otaJobs.search());
    expect(isOtaConfigError(error) && error.option).toBe("auth.accessToken");
    expect(error).toHaveProperty("cause.message", "vault is closed");
  });
});

describe("the signature", () => {
  test("is computed for each attempt, over exactly the bytes sent", async () => {
    const gateway = new Gateway();
    gateway.answers = [() => failure(99500), () => found("a")];
    await gateway.client().otaJobs.search({ expression: "name like '泵 \ud800'" });
    const stamps = gateway.searches.map((got) => got.headers.get(timestampHeader) ?? "");
    expect(new Set(stamps).size).toBe(2);
    for (const [index, { url, body, headers }] of gateway.searches.entries()) {
      const input = {
        url,
        body,
        accessToken: "t1",
        secretKey: "the-secret-key",
        timestamp: stamps[index] ?? "",
      };
      expect(headers.get(signatureHeader)).toBe(await sign(input));
    }
  });

  test("is another one for each of many equal searches of one millisecond, and with keys and a token alike", async () => {
    for (const auth of [
      undefined,
      { accessToken: "t", secretKey: "s" },
      { accessToken: () => "t", secretKey: "s" },
    ]) {
      const gateway = new Gateway();
      const enos = gateway.client({ ...(auth && { auth }) });
      const search = () => enos.otaJobs.search({ expression: "status = 'started'" });
      await Promise.all(Array.from({ length: 20 }, search));
      await gateway.clock.advance(1);
      await Promise.all([search(), search()]);
      expect(new Set(gateway.searches.map(({ headers }) => headers.get(signatureHeader))).size).toBe(22);
    }
  });

  test("has the present time for searches that differ, and for all of them after the clock was corrected", async () => {
    const gateway = new Gateway();
    const now = gateway.clock.now();
    const enos = gateway.client();
    const times = async (...expressions: string[]) => {
      gateway.searches.length = 0;
      await Promise.all(expressions.map((expression) => enos.otaJobs.search({ expression })));
      return gateway.searches.map(({ headers }) => Number(headers.get(timestampHeader)) - now);
    };
    const [verify, upgrade] = ["type = 'verify'", "type = 'upgrade'"];
    const hourBehind = new Date(now - 3_600_000).toUTCString();
    gateway.answers = [
      () => found(),
      () => found(),
      () => json({ code: 0, data: [] }, { headers: { date: hourBehind } }),
    ];
    expect(await times(verify, upgrade, verify)).toEqual([0, 0, 1]);
    expect(await times(verify)).toEqual([-3_600_000]);
  });

  test("cannot be replaced by the caller's headers", async () => {
    const gateway = new Gateway();
    const headers = { [signatureHeader]: "forged", [tokenHeader.toUpperCase()]: "forged", "x-mine": "kept" };
    await gateway.client({ headers }).otaJobs.search({}, { headers });
    const sent = gateway.searches[0]?.headers;
    expect(sent?.get(tokenHeader)).toBe("t1");
    expect(sent?.get(signatureHeader)).toMatch(/^[0-9a-f]{64}$/);
    expect(sent?.get("x-mine")).toBe("kept");
  });
});

describe("a machine whose clock is 40 minutes off", () => {
  const strict = (gateway: Gateway, off: number, stamp: number, ok: () => Response, no: () => Response) => {
    const server = gateway.clock.now() + off;
    const answer = Math.abs(stamp - server) > 900_000 ? no() : ok();
    answer.headers.set("date", new Date(server).toUTCString());
    return answer;
  };

  test.each([40, -40])("succeeds after one retry, and later without a retry (%d min)", async (minutes) => {
    const gateway = new Gateway();
    const off = minutes * 60_000;
    gateway.answers = [
      () =>
        strict(
          gateway,
          off,
          Number(gateway.searches.at(-1)?.headers.get(timestampHeader)),
          () => found("a"),
          () => json({ message: "Invalid authentication credentials" }, { status: 401 }),
        ),
    ];
    const auth = { accessToken: "fixed", secretKey: "s" };
    const { otaJobs } = gateway.client({ auth, maxRetries: 0 });
    expect((await otaJobs.search()).attempts).toBe(2);
    expect((await otaJobs.search()).attempts).toBe(1);
  });

  test("gets its token too, although the token service reports a wrong time as wrong keys", async () => {
    const gateway = new Gateway();
    const check = () =>
      strict(
        gateway,
        2_400_000,
        JSON.parse(gateway.tokenCalls.at(-1)?.body ?? "").timestamp,
        () => tokenAnswer("t"),
        () => json({ status: 1003, msg: "encryption not valid", data: null }),
      );
    gateway.tokenAnswers = [check, check];
    const page = await gateway.client().otaJobs.search();
    // The refused token call counts.
    expect(page.attempts).toBe(2);
    expect(gateway.tokenCalls).toHaveLength(2);
  });
});
