import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { authHeaders } from "../../src/generated/authHeaders.ts";
import { createOtaClient } from "../../src/index.ts";
import { Gateway, rejection } from "../support/gateway.ts";

/** Loads the module again, so that it detects the features of the runtime again. */
async function load() {
  vi.resetModules();
  return import("../../src/auth/sha256.ts");
}

afterEach(() => vi.unstubAllGlobals());

const known = "83e2f674e53f1a71943b6c5fc9bd0eb27864c83075af8b4bf528f3faa8c7ca38";
const text = "5acb82e7-a11e-4300-9164-c8b20b638e8b1572574909697xxxappSecretxxx";

describe("the default hash", () => {
  test("needs no other thread in Node: it returns at once", async () => {
    const { sha256 } = await load();
    expect(sha256(text)).toBe(known);
  });

  test("equals that of WebCrypto for every text", async () => {
    const { sha256, webCryptoSha256 } = await load();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), async (any) => {
        expect(sha256(any)).toBe(await webCryptoSha256(any));
      }),
    );
  });

  test.each([
    ["where createHash() is all there is", { createHash: true, hash: false }],
    ["where there is hash()", { createHash: false, hash: true }],
  ])("uses node:crypto %s", async (_, has) => {
    const { createHash, hash } = await import("node:crypto");
    const crypto = { ...(has.createHash && { createHash }), ...(has.hash && { hash }) };
    vi.stubGlobal("process", { ...process, getBuiltinModule: () => crypto });
    const { sha256 } = await load();
    expect(sha256(text)).toBe(known);
  });

  test.each([
    ["no process", undefined],
    ["a process of a bundler", { env: {} }],
    ["no module of that name", { getBuiltinModule: () => undefined }],
    ["an empty polyfill", { getBuiltinModule: () => ({}) }],
    ["a polyfill with another algorithm", { getBuiltinModule: () => ({ hash: () => "abc" }) }],
    [
      "a module that throws",
      {
        getBuiltinModule: () => ({
          hash: () => {
            throw new Error("no");
          },
        }),
      },
    ],
  ])("equals that of WebCrypto where there is %s", async (_, process) => {
    vi.stubGlobal("process", process);
    const { sha256 } = await load();
    const digest = sha256(text);
    expect(digest).toBeInstanceOf(Promise);
    expect(await digest).toBe(known);
  });

  test.each([
    ["crypto.subtle, as on a page without https", {}],
    ["crypto at all", undefined],
  ])("explains what to do where there is no %s", async (_, crypto) => {
    vi.stubGlobal("process", undefined);
    vi.stubGlobal("crypto", crypto);
    const { sha256 } = await load();
    expect(await rejection(Promise.resolve(sha256("a")))).toMatchObject({
      name: "OtaConfigError",
      option: "sha256",
      message: expect.stringContaining("over https"),
    });
  });
});

describe("a custom hash function", () => {
  test("replaces the default in every signature, including that of token calls", async () => {
    const hashed: string[] = [];
    const gateway = new Gateway();
    const sha256 = (input: string) => {
      hashed.push(input);
      return "0a".repeat(32);
    };
    await gateway.client({ sha256 }).otaJobs.search();
    expect(hashed).toHaveLength(2);
    expect(gateway.searches[0]?.headers.get(authHeaders.signature)).toBe("0a".repeat(32));
    expect(JSON.parse(gateway.tokenCalls[0]?.body ?? "").encryption).toBe("0a".repeat(32));
  });

  test.each<[string, () => unknown, string]>([
    ["rejects", () => Promise.reject(new Error("no")), "failed"],
    [
      "throws",
      () => {
        throw "no";
      },
      "failed",
    ],
    ["returns nothing", () => undefined, "it returned undefined"],
    ["returns upper case", () => "A".repeat(64), "it returned another text"],
    ["returns bytes", () => new Uint8Array(32), "it returned an object of class Uint8Array"],
  ])("that %s is named in the error", async (_, hash, problem) => {
    // In JavaScript it may return anything.
    const sha256 = hash as () => string;
    const { baseUrl, orgId, fetch, clock } = new Gateway().options();
    const auth = { accessToken: "t", secretKey: "s" };
    const { otaJobs } = createOtaClient({ baseUrl, orgId, fetch, clock, auth, sha256 });
    const error = await rejection(otaJobs.search());
    expect(error).toMatchObject({ name: "OtaConfigError", option: "sha256" });
    expect(String(error)).toContain(problem);
  });
});
