// What SECURITY.md promises about keys, tokens and signatures in errors, by place, spelling and thrown value.
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { authHeaders } from "../../src/generated/authHeaders.ts";
import { createOtaClient, createTestClock, isOtaError, type OtaClientOptions } from "../../src/index.ts";
import { errorText } from "../support/errorText.ts";
import { json, rejection, tokenAnswer } from "../support/gateway.ts";

const keys = { accessKey: "app/key+with=signs&more", secretKey: "0123456789abcdef-Secret" };
const requestToken = "TOKEN.of-the_application/9876543210";

/** Everything that the error of a search shows when the response or failure echoes the request. */
async function failedWith(
  answer: (heard: readonly string[]) => Response | Error,
  options: OtaClientOptions = {},
): Promise<{ readonly text: string; readonly secrets: readonly string[]; readonly error: unknown }> {
  const secrets = [keys.accessKey, keys.secretKey, requestToken];
  const enos = createOtaClient({
    baseUrl: "https://gateway.example",
    orgId: "o1",
    auth: keys,
    clock: createTestClock(),
    fetch: async (url, init) => {
      if (url.includes("/token/")) return tokenAnswer(requestToken);
      secrets.push(new Headers(init.headers).get(authHeaders.signature) ?? "");
      const answered = answer(secrets);
      if (answered instanceof Error) throw answered;
      return answered;
    },
    ...options,
  });
  const error = await rejection(enos.otaJobs.search());
  return { text: errorText(error), secrets, error };
}

const hex = (text: string): string => Buffer.from(text).toString("hex");
const base64 = (text: string): string => Buffer.from(text).toString("base64");
const htmlEscaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("/", "&#x2F;").replaceAll("=", "&#61;");
const codeUnits = (text: string): string =>
  text.replace(/\W/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);

const spellings: readonly [string, (secret: string) => string][] = [
  ["as they are", (secret) => secret],
  ["in upper case", (secret) => secret.toUpperCase()],
  ["in lower case", (secret) => secret.toLowerCase()],
  ["escaped for URLs", encodeURIComponent],
  ["escaped as form data", (secret) => new URLSearchParams({ x: secret }).toString().slice(2)],
  ["escaped for HTML", htmlEscaped],
  ["escaped for JSON, slashes too", (secret) => secret.replaceAll("/", "\\/")],
  ["escaped by code units", codeUnits],
  ["in hexadecimal", hex],
  ["in base64", base64],
  ["in base64 for URLs", (secret) => Buffer.from(secret).toString("base64url")],
  ["in base64 after one letter", (secret) => base64(`:${secret}`)],
  ["in base64 within a text", (secret) => base64(`user:${secret}, and more`)],
];

test.each(spellings)("no secret is shown that a server echoes %s", async (_, spell) => {
  for (const place of ["msg", "requestId"]) {
    const { text, secrets } = await failedWith((heard) =>
      json({ code: 99400, [place]: heard.map(spell).join(" | "), data: null }),
    );
    expect(text).toContain("[redacted]");
    // The characters at the edges of a base64 text depend on what is beside it.
    for (const secret of secrets) expect(text).not.toContain(spell(secret).replaceAll("=", "").slice(8, -6));
  }
});

/** Where a server's text gets into an error. */
const places: readonly [string, (heard: string) => Response][] = [
  [
    "the content type",
    (heard) => new Response("x", { headers: { "content-type": `text/html; x="${heard}"` } }),
  ],
  ["the header x-request-id", (heard) => json({}, { status: 500, headers: { "x-request-id": heard } })],
  [
    "the header x-kong-request-id",
    (heard) => json({}, { status: 500, headers: { "x-kong-request-id": heard } }),
  ],
  ["the field request_id", (heard) => json({ request_id: heard }, { status: 500 })],
  ["a nested message", (heard) => json({ error: { message: heard } }, { status: 500 })],
  ["the snippet, where it is cut", (heard) => new Response(`${"x".repeat(185)}${heard}`)],
  ["a message, where it is cut", (heard) => json({ code: 99400, msg: `${"x".repeat(485)}${heard}` })],
  ["a message of many secrets", (heard) => json({ code: 99400, msg: heard.repeat(400) })],
];

test.each(places)("no secret is shown that a server puts into %s", async (_, respond) => {
  for (const which of [0, 1, 2, 3]) {
    const { text, secrets } = await failedWith((heard) => respond(heard[which] ?? ""));
    for (const secret of secrets) expect(text).not.toContain(secret.slice(0, 10));
  }
});

/** Errors as HTTP clients and runtimes throw them, with the request in them. */
const thrown: readonly [string, (heard: string) => unknown][] = [
  [
    "the data of a parser",
    (heard) => Object.assign(new Error("Parse Error"), { data: Buffer.from(heard), rawPacket: heard }),
  ],
  [
    "the options of a client",
    (heard) => Object.assign(new Error("failed"), { config: { headers: { heard } }, options: { heard } }),
  ],
  [
    "the request of a client",
    (heard) =>
      Object.assign(new Error("failed"), { request: new Request("http://x", { headers: { a: heard } }) }),
  ],
  ["a plain object", (heard) => ({ message: heard, headers: { heard } })],
  ["an object without a prototype", (heard) => Object.assign(Object.create(null), { heard })],
  ["headers", (heard) => new Headers({ heard })],
  ["a text", (heard) => heard],
  [
    "a nested list of errors",
    (heard) => new AggregateError([new AggregateError([new Error(heard)])], "all failed"),
  ],
  [
    "a long chain of causes",
    (heard) =>
      Array.from({ length: 20 }).reduce<Error>((cause) => new Error("outer", { cause }), new Error(heard)),
  ],
  ["the message, over two lines", (heard) => new Error(`first line\n${heard}\nlast line`)],
  ["the name", (heard) => Object.assign(new Error("failed"), { name: heard })],
  ["the code", (heard) => Object.assign(new Error("failed"), { code: heard })],
];

test.each(thrown)("no secret is shown that a function of the user's throws in %s", async (_, make) => {
  const fail = (): never => {
    throw make(keys.secretKey);
  };
  for (const options of [{ middleware: [fail] }, { fetch: fail }, { acquire: fail }]) {
    const { text, error } = await failedWith(() => new Response(), options);
    expect(isOtaError(error)).toBe(true);
    expect(text).not.toContain(keys.secretKey);
    expect(text).not.toContain(hex(keys.secretKey).slice(0, 20));
  }
});

test("a secret of two lines, which no header can have, is not shown where the text is cut", async () => {
  const sign = () => ({ "x-signature": "first-part-of-it\nsecond-part-of-it" });
  const { text } = await failedWith(() => new Response(), { auth: { sign } });
  expect(text).not.toMatch(/first-part|second-part/);
});

test("a cause keeps what tells the reason: name, message, code, errno, syscall, stack and its own causes", async () => {
  const reset = Object.assign(new Error("read ECONNRESET"), {
    code: "ECONNRESET",
    errno: -104,
    syscall: "read",
    address: "10.0.0.1",
  });
  const { error } = await failedWith(() => new TypeError("fetch failed", { cause: reset }));
  expect(error).toMatchObject({
    message: "No complete answer from gateway.example: read ECONNRESET.",
    cause: {
      name: "TypeError",
      message: "fetch failed",
      cause: { name: "Error", code: "ECONNRESET", errno: -104, syscall: "read" },
    },
  });
  const inner: unknown =
    error instanceof Error && error.cause instanceof Error ? error.cause.cause : undefined;
  expect(inner).not.toHaveProperty("address");
  expect(inner).toHaveProperty("stack", expect.stringContaining("secrets.test.ts"));
});

test("an error of another realm keeps its code", async () => {
  const foreign: unknown = runInNewContext(
    "Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })",
  );
  const { error } = await failedWith(() => new TypeError("fetch failed", { cause: foreign }));
  expect(error).toHaveProperty("cause.cause.code", "ECONNREFUSED");
  expect(String(error)).toContain("ECONNREFUSED");
});

test("what is no secret, or too short for one, is not redacted", async () => {
  const requestId = "99344e67-c79b-46bd-91d1-3ce3503ae769";
  const msg = "appKey does not exist since 2024-01-01";
  const fetch = async (): Promise<Response> => json({ code: 99400, msg, requestId });
  const sign = () => ({ "x-api-version": "1", "x-date": "2024-01-01", "x-signature": "3ce3503ae" });
  const signed = await failedWith(() => new Response(), { auth: { sign }, fetch });
  expect(signed.error).toMatchObject({ requestId: "99344e67-c79b-46bd-91d1-[redacted]769", apiMessage: msg });
  const short = await failedWith(() => json({ code: 99400, msg, requestId }), {
    auth: { accessKey: "Key", secretKey: "exist" },
  });
  expect(short.error).toMatchObject({ apiMessage: msg, requestId });
});

test("a long or strange text of a server is cut, and its control characters are escaped", async () => {
  const msg = `\u001b[31mred\u202e\n${"y".repeat(5_000_000)}`;
  const { error } = await failedWith(() => json({ code: 99400, msg }));
  expect(String(error).length).toBeLessThan(700);
  expect(String(error)).toContain("\\u{1b}[31mred\\u{202e} yyy");
});
