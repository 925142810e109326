// What is accepted as `auth`, and what the functions and class instances of users may be and return.
import { afterEach, describe, expect, test, vi } from "vitest";
import { authHeaders } from "../../src/generated/authHeaders.ts";
import { createOtaClient, type OtaAuth, sign } from "../../src/index.ts";
import { failure, found, Gateway, rejection } from "../support/gateway.ts";

afterEach(() => vi.unstubAllEnvs());

/** In JavaScript anything may be passed. */
const withAuth = (auth: unknown) => new Gateway().client({ auth: auth as OtaAuth });

describe("the option auth", () => {
  test.each<[string, unknown, string]>([
    ["a text", "token", 'must be an object or "none", not a text'],
    ["null", null, 'must be an object or "none", not null'],
    ["a list", [], 'must be an object or "none", not an array'],
    ["a misspelt key", { accesKey: "a", secretKey: "s" }, 'Did you mean "auth.accessKey"?'],
    ["a signer that is no function", { sign: "x" }, '"auth.sign" must be a function, not a text'],
    ["an access token that is a number", { accessToken: 5, secretKey: "s" }, "a number; it must be a token"],
    ["an empty access token", { accessToken: "", secretKey: "s" }, "an empty text; it must be a token"],
    ["an access token with a line break", { accessToken: "t\n", secretKey: "s" }, "call .trim() on it"],
    ["an access token of other letters", { accessToken: "泵", secretKey: "s" }, "no header can have"],
    [
      "an access key with a line break",
      { accessKey: "a\n", secretKey: "s" },
      '"auth.accessKey" has white space',
    ],
    [
      "a secret key with a line break",
      { accessKey: "a", secretKey: "s\r\n" },
      '"auth.secretKey" has white space',
    ],
    ["a secret key with a zero byte", { accessKey: "a", secretKey: "s\0s" }, "contains control characters"],
    [
      "an access key with half a letter",
      { accessKey: "a\ud800", secretKey: "s" },
      "half of a surrogate pair",
    ],
    [
      "a token store without set()",
      { accessKey: "a", secretKey: "s", tokenStore: { get() {} } },
      "without set",
    ],
    [
      "a token store without get()",
      { accessKey: "a", secretKey: "s", tokenStore: { set() {} } },
      "without get",
    ],
    [
      "a token store whose add is no function",
      { accessKey: "a", secretKey: "s", tokenStore: { get() {}, set() {}, add: 1 } },
      '"auth.tokenStore.add" must be a function',
    ],
  ])("refuses %s, without quoting it", (_, auth, message) => {
    let error: unknown;
    try {
      withAuth(auth);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toMatchObject({ name: "OtaConfigError", option: expect.stringMatching(/^auth/) });
    expect(String(error)).toContain(message);
    expect(String(error)).not.toContain("\n");
  });

  test("names the environment variable when the line break is in it", () => {
    vi.stubEnv("ENOS_ACCESS_KEY", "a");
    vi.stubEnv("ENOS_SECRET_KEY", "s\n");
    const { baseUrl, orgId } = new Gateway().options();
    expect(() => createOtaClient({ baseUrl, orgId })).toThrow(
      "The environment variable ENOS_SECRET_KEY has white space",
    );
  });

  test("treats explicit undefined as absent", async () => {
    const gateway = new Gateway();
    const auth = {
      accessKey: "a",
      secretKey: "s",
      tokenStore: undefined,
      accessToken: undefined,
      sign: undefined,
    };
    await gateway.client({ auth }).otaJobs.search();
    expect(gateway.tokenCalls).toHaveLength(1);
  });
});

describe("an instance of a class", () => {
  test("is a signer that keeps its this", async () => {
    class Signer {
      // A class may have members that the option does not know.
      readonly url = "https://signer.example";
      readonly #secret = "mine";
      sign() {
        return { "x-signature": this.#secret };
      }
    }
    const gateway = new Gateway();
    await gateway.client({ auth: new Signer() }).otaJobs.search();
    expect(gateway.searches[0]?.headers.get("x-signature")).toBe("mine");
  });

  test("is a source of tokens that keeps its this, and keys may be getters", async () => {
    class Vault {
      readonly #tokens = ["first", "second"];
      get secretKey() {
        return "s";
      }
      async accessToken() {
        return this.#tokens.shift() ?? "none is left";
      }
    }
    const gateway = new Gateway();
    gateway.answers = [() => failure(1203), () => found("a")];
    await gateway.client({ auth: new Vault() }).otaJobs.search();
    expect(gateway.searches.map(({ headers }) => headers.get(authHeaders.accessToken))).toEqual([
      "first",
      "second",
    ]);
    expect(gateway.tokenCalls).toHaveLength(0);
  });

  test("is a token store that keeps its this", async () => {
    class Store {
      readonly #entries = new Map<string, unknown>();
      get(key: string) {
        return this.#entries.get(key);
      }
      set(key: string, value: unknown) {
        this.#entries.set(key, value);
      }
      add(key: string, value: string) {
        if (this.#entries.has(key)) return false;
        this.#entries.set(key, value);
        return true;
      }
    }
    const gateway = new Gateway();
    const auth = { accessKey: "a", secretKey: "s", tokenStore: new Store() };
    await gateway.client({ auth }).otaJobs.search();
    await gateway.client({ auth }).otaJobs.search();
    expect(gateway.tokenCalls).toHaveLength(1);
  });
});

describe("a function for the access token", () => {
  test.each<[string, () => unknown, string]>([
    ["undefined", () => undefined, "undefined; it must be a token"],
    ["null", () => null, "null; it must be a token"],
    ["an object", async () => ({ accessToken: "t" }), "an object; it must be a token"],
    ["an empty text", () => "", "an empty text; it must be a token"],
    ["a text with a line break", () => "secret\n", "call .trim() on it"],
    ["a text with two lines", () => "secret\nsecret", "no header can have"],
  ])("that returns %s fails the call, which sends nothing", async (_, accessToken, message) => {
    const gateway = new Gateway();
    const auth = { accessToken, secretKey: "s" } as OtaAuth;
    const error = await rejection(gateway.client({ auth }).otaJobs.search());
    expect(error).toMatchObject({ name: "OtaConfigError", option: "auth.accessToken", attempts: 0 });
    expect(String(error)).toContain(message);
    expect(String(error)).not.toContain("secret\n");
    expect(gateway.searches).toHaveLength(0);
  });
});

describe("a signer", () => {
  test.each<[string, () => unknown, string]>([
    ["undefined", () => undefined, "it returned undefined"],
    ["null", () => null, "it returned null"],
    ["a text", () => "secret", "it returned a text"],
    ["a list", () => [["a", "secret"]], "it returned an array"],
    ["a header that is undefined", () => ({ "x-a": undefined }), "undefined for the header x-a"],
    ["a header that is a number", async () => ({ "x-a": 5 }), "a number for the header x-a"],
    ["a value that no header can have", () => ({ "x-a": "secret\nsecret" }), 'for the header "x-a"'],
    ["a name that no header can have", () => ({ "x a": "secret" }), 'for the header "x a"'],
  ])("that returns %s fails the call, which sends nothing", async (_, signer, message) => {
    const gateway = new Gateway();
    const error = await rejection(gateway.client({ auth: { sign: signer } as OtaAuth }).otaJobs.search());
    expect(error).toMatchObject({ name: "OtaConfigError", option: "auth.sign", attempts: 0 });
    expect(String(error)).toContain(message);
    expect(String(error)).not.toContain("secret");
    expect(gateway.searches).toHaveLength(0);
  });

  test("may return Headers, and receives exactly what is sent and when", async () => {
    const gateway = new Gateway();
    const auth = {
      async sign({
        url,
        body,
        timestamp,
        method,
        signal,
      }: Parameters<Extract<OtaAuth, { sign: unknown }>["sign"]>[0]) {
        expect([method, timestamp, signal.aborted]).toEqual(["POST", gateway.clock.now(), false]);
        const signature = await sign({ url, body, accessToken: "t", secretKey: "s", timestamp });
        return Object.fromEntries(new Headers({ [authHeaders.signature.toUpperCase()]: signature }));
      },
    };
    await gateway.client({ auth }).otaJobs.search({ expression: "a" });
    expect(gateway.searches[0]?.headers.get(authHeaders.signature)).toMatch(/^[0-9a-f]{64}$/);
  });

  test("is called again, once, when its headers were rejected", async () => {
    const gateway = new Gateway();
    let asked = 0;
    gateway.answers = [() => failure(1203)];
    const auth = { sign: () => ({ "x-a": String(++asked) }) };
    await rejection(gateway.client({ auth, maxRetries: 0 }).otaJobs.search());
    expect(gateway.searches.map(({ headers }) => headers.get("x-a"))).toEqual(["1", "2"]);
  });
});
