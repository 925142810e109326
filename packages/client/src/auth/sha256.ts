import { kindOf } from "../check.ts";
import { OtaConfigError } from "../errors.ts";
import { callUserFunction } from "./userFunction.ts";

/** Returns the SHA-256 of a text's UTF-8 bytes in lower-case hexadecimal digits. */
export type Hash = (text: string) => string | Promise<string>;

/** What is used of `node:crypto`, without importing it: the package has to load where there is none. */
interface NodeCrypto {
  /** From Node 20.12; about twice as fast as `createHash` for short texts. */
  hash?(algorithm: string, text: string): string;
  createHash(algorithm: string): { update(text: string): { digest(encoding: "hex"): string } };
}

let nodeHash: ((text: string) => string) | false | undefined;

/**
 * The fastest SHA-256 of the runtime: `node:crypto` where it can be had without an import (Node, Bun, Deno, workers with
 * `nodejs_compat`), because it needs no other thread; otherwise WebCrypto.
 */
export const sha256: Hash = (text) => {
  nodeHash ??= findNodeHash() ?? false;
  return nodeHash ? nodeHash(text) : webCryptoSha256(text);
};

function findNodeHash(): ((text: string) => string) | undefined {
  const { process } = globalThis as {
    process?: { getBuiltinModule?: (name: string) => NodeCrypto | undefined };
  };
  try {
    const crypto = process?.getBuiltinModule?.("node:crypto");
    const hash = crypto?.hash ?? undefined;
    const find = hash
      ? (text: string) => hash("sha256", text)
      : crypto && ((text: string) => crypto.createHash("sha256").update(text).digest("hex"));
    // A polyfill may have the functions but not the algorithm.
    return find?.("") === emptyHash ? find : undefined;
  } catch {
    return undefined;
  }
}

const emptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/** The SHA-256 of WebCrypto. */
export async function webCryptoSha256(text: string): Promise<string> {
  const { subtle } = (globalThis as { crypto?: { subtle?: SubtleCrypto } }).crypto ?? {};
  if (!subtle) {
    throw new OtaConfigError(
      "Requests cannot be signed: there is no crypto.subtle here. Browsers offer it on https pages and on localhost " +
        'only: serve the page over https, or pass a SHA-256 function as the option "sha256".',
      "sha256",
    );
  }
  const hash = await subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Wraps a hash of the user's, so that what it throws or returns becomes a clear error. */
export function userHash(hash: Hash): Hash {
  return async (text) => {
    const digest: unknown = await callUserFunction("sha256", () => hash(text));
    if (typeof digest === "string" && /^[0-9a-f]{64}$/.test(digest)) return digest;
    throw new OtaConfigError(
      `The function given as sha256 must return 64 lower-case hexadecimal digits; it returned ${
        typeof digest === "string" ? "another text" : kindOf(digest)
      }.`,
      "sha256",
    );
  };
}
