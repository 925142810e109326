import { authHeaders, createOtaClient, type Middleware } from "@enos-ota/client";
import { describe, expect, it } from "vitest";
import { everyText, leaks, settle } from "./texts.ts";

const secrets = { accessToken: "tok/en+6f1d0c2a9b==", secretKey: "secret-Key-93ab77e0&<q>" };

/** The spellings that the security policy promises to redact. */
const spellings: Readonly<Record<string, (secret: string) => string>> = {
  "as it is": (secret) => secret,
  "JSON-escaped": (secret) => JSON.stringify(secret).slice(1, -1),
  "with escaped slashes": (secret) => secret.replaceAll("/", "\\/"),
  "URL-escaped": (secret) => encodeURIComponent(secret),
  "as a form value": (secret) => String(new URLSearchParams({ a: secret })).slice(2),
  "HTML-escaped": (secret) => secret.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
  base64: (secret) => Buffer.from(secret).toString("base64"),
  hex: (secret) => Buffer.from(secret).toString("hex"),
  "upper case": (secret) => secret.toUpperCase(),
};

const json = (value: object, headers: Record<string, string> = {}, status = 200): Response =>
  new Response(JSON.stringify(value), {
    status,
    headers: { "content-type": "application/json", ...headers },
  });

/** Where a server may put what it received. */
const places: Readonly<Record<string, (text: string) => Response>> = {
  msg: (text) => json({ code: 99400, msg: text, requestId: "r" }),
  message: (text) => json({ message: text }, {}, 401),
  "a nested message": (text) => json({ code: 99400, msg: { detail: [text] } }),
  "a long message": (text) => json({ code: 99400, msg: "x".repeat(190) + text }),
  requestId: (text) => json({ code: 99500, msg: "no", requestId: text }),
  request_id: (text) => json({ message: "no", request_id: text }, {}, 403),
  "x-request-id": (text) => json({ code: 99500, msg: "no" }, { "x-request-id": encodeURI(text) }),
  "content-type": (text) => new Response("x", { headers: { "content-type": `text/${text}` } }),
  "a page of HTML": (text) =>
    new Response(`<html>${text}</html>`, { headers: { "content-type": "text/html" } }),
  "the edge of the snippet": (text) => new Response("x".repeat(195) + text),
  "two lines": (text) => new Response(`a\n${text}\nb`),
  data: (text) => json({ code: 0, data: text }),
  "a job": (text) => json({ code: 0, data: [{ id: text }] }),
  "retry-after": (text) => json({ message: "no" }, { "retry-after": text }, 429),
  location: (text) => json({}, { location: `/${text}` }, 302),
  pagination: (text) => json({ code: 0, data: 1, pagination: text }),
};

async function search(
  fetch: (url: string, init: RequestInit) => Promise<Response>,
  middleware: Middleware[] = [],
): Promise<string> {
  const entries: string[] = [];
  const log = (fields: object, text: string): void => void entries.push(JSON.stringify(fields) + text);
  const enos = createOtaClient({
    baseUrl: "http://127.0.0.1:9",
    orgId: "o1",
    auth: secrets,
    fetch,
    middleware,
    maxRetries: 0,
    logger: { debug: log, info: log, warn: log, error: log },
    logLevel: "debug",
  });
  const { error } = await settle(Promise.resolve(enos.otaJobs.search()));
  return everyText(error) + entries.join("\n");
}

describe.each(Object.entries(places))("a server that returns secrets in %s", (_, answer) => {
  it.each(Object.entries(spellings))("shows none of them, %s", async (_, spell) => {
    for (const secret of Object.values(secrets)) {
      const shown = await search(async () => answer(spell(secret)));
      expect(leaks(shown, { ...secrets, spelled: spell(secret) })).toEqual([]);
    }
  });

  it("does not show the signature that was sent", async () => {
    let signature = "";
    const shown = await search(async (_, init) => {
      signature = new Headers(init.headers).get(authHeaders.signature) ?? "";
      return answer(signature);
    });
    expect(signature).toMatch(/^[0-9a-f]{64}$/);
    expect(shown).not.toContain(signature);
  });
});

/** What libraries hang onto their errors, and stranger things that people throw. */
const thrown: Readonly<Record<string, (headers: Headers) => unknown>> = {
  "an error with .request": (headers) => Object.assign(new Error("no"), { request: { headers } }),
  "an error with .config.headers": (headers) =>
    Object.assign(new Error("no"), { config: { headers: Object.fromEntries(headers) } }),
  "an error with .options": (headers) =>
    Object.assign(new Error("no"), { options: { headers: [...headers] } }),
  "an error with .data": (headers) =>
    Object.assign(new Error("no"), {
      data: JSON.stringify([...headers]),
      rawPacket: Buffer.from(JSON.stringify([...headers])),
    }),
  "a plain object": (headers) => Object.fromEntries(headers),
  "an object without a prototype": (headers) =>
    Object.assign(Object.create(null), Object.fromEntries(headers)),
  headers: (headers) => headers,
  "a map": (headers) => new Map(headers),
  "a text": (headers) => JSON.stringify([...headers]),
  "a message of two lines": (headers) => new Error(`failed\n${JSON.stringify([...headers])}`),
  "a name": (headers) => Object.assign(new Error("no"), { name: JSON.stringify([...headers]) }),
  "a code": (headers) => Object.assign(new Error("no"), { code: JSON.stringify([...headers]) }),
  "a nested AggregateError": (headers) =>
    new AggregateError([
      new AggregateError([Object.assign(new Error("deep"), { headers: Object.fromEntries(headers) })]),
    ]),
  "a long chain of causes": (headers) => {
    let error = Object.assign(new Error("end"), { headers: Object.fromEntries(headers) });
    for (let depth = 0; depth < 30; depth++)
      error = Object.assign(new Error("no", { cause: error }), { headers: {} });
    return error;
  },
  "a cause that is its own cause": (headers) => {
    const error = Object.assign(new Error("no"), { headers: Object.fromEntries(headers) });
    error.cause = error;
    return error;
  },
};

it.each(Object.entries(thrown))("a middleware that throws %s shows no secret", async (_, make) => {
  let signature = "none was sent";
  const shown = await search(
    async () => json({}),
    [
      async (request) => {
        signature = request.headers.get(authHeaders.signature) ?? signature;
        throw make(request.headers);
      },
    ],
  );
  expect(signature).toMatch(/^[0-9a-f]{64}$/);
  expect(leaks(shown, { ...secrets, signature })).toEqual([]);
});
