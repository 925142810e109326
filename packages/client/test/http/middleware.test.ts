import { expect, test } from "vitest";
import { sign } from "../../src/auth/sign.ts";
import { authHeaders } from "../../src/generated/authHeaders.ts";
import { operations } from "../../src/generated/operations.ts";
import type { Middleware } from "../../src/index.ts";
import { failure, found, Gateway, rejection } from "../support/gateway.ts";

test("middleware wraps each attempt, the first outermost, with the request already signed", async () => {
  const gateway = new Gateway();
  const seen: string[] = [];
  const named =
    (name: string): Middleware =>
    async (request, next) => {
      seen.push(`${name}>${request.headers.has(authHeaders.signature)}`);
      const response = await next(request);
      seen.push(`<${name}`);
      return response;
    };
  gateway.answers = [() => failure(99500), () => found("a")];
  const auth = { accessToken: "t", secretKey: "s" };
  await gateway.client({ auth, middleware: [named("a"), named("b")] }).otaJobs.search();
  expect(seen).toEqual(["a>true", "b>true", "<b", "<a", "a>true", "b>true", "<b", "<a"]);
});

test("it may add headers without breaking the signature, and sees token calls too", async () => {
  const gateway = new Gateway();
  const urls: string[] = [];
  const trace: Middleware = (request, next) => {
    urls.push(new URL(request.url).pathname);
    request.headers.set("traceparent", "00-1-2-01");
    return next(request);
  };
  await gateway.client({ middleware: [trace] }).otaJobs.search();
  expect(urls).toEqual([operations.getAccessToken.path, operations.searchOtaJobs.path]);
  const got = gateway.searches[0];
  expect(got?.headers.get("traceparent")).toBe("00-1-2-01");
  const timestamp = got?.headers.get(authHeaders.timestamp) ?? "";
  const { url = "", body } = got ?? {};
  const signature = await sign({ url, body, accessToken: "t1", secretKey: "the-secret-key", timestamp });
  expect(got?.headers.get(authHeaders.signature)).toBe(signature);
});

test("it may return its own response, or read a clone of the response", async () => {
  const gateway = new Gateway();
  const texts: string[] = [];
  const cache: Middleware = async (request, next) => {
    if (request.url.includes("ota-jobs")) return found("cached");
    const response = await next(request);
    texts.push(await response.clone().text());
    return response;
  };
  const page = await gateway.client({ middleware: [cache] }).otaJobs.search();
  expect(page.jobs[0]?.jobId).toBe("cached");
  expect(gateway.searches).toHaveLength(0);
  expect(texts).toHaveLength(1);
});

test("an error that it throws counts as a failed connection", async () => {
  const broken: Middleware = () => Promise.reject(new Error("proxy is down"));
  const error = await rejection(
    new Gateway().client({ auth: "none", middleware: [broken] }).otaJobs.search(),
  );
  expect(error).toMatchObject({ name: "OtaConnectionError", attempts: 3 });
  expect(error).toHaveProperty("cause.message", "proxy is down");
});
