import { expect, test } from "vitest";
import { failure, found, Gateway, json, rejection } from "../support/gateway.ts";

const unauthorized = (body: object) => () => json(body, { status: 401 });

test.each<[string, () => Response | Error, boolean]>([
  ["a 401 of the gateway", unauthorized({ message: "no" }), true],
  ["a 401 with a code that says nothing about the token", unauthorized({ code: 99403, msg: "no" }), true],
  ["a 401 with a code of wrong keys", unauthorized({ code: 1003, msg: "no" }), false],
  ["a code of an expired token", () => failure(1203), true],
  ["a code of wrong keys", () => failure(1002), false],
  ["a code of the API", () => failure(99400), false],
  ["a code that the spec does not list", () => failure(77777), false],
  ["a 403", () => json({ message: "no" }, { status: 403 }), false],
  ["a 500", () => json({ message: "no" }, { status: 500 }), false],
  ["an answer that is not JSON", () => new Response("<p>"), false],
  ["a lost connection", () => new TypeError("fetch failed"), false],
])("%s: whether the token counts as rejected", async (_, answer, refused) => {
  const gateway = new Gateway();
  const { otaJobs } = gateway.client({ maxRetries: 0 });
  gateway.answers = [answer, () => found("a")];
  await otaJobs.search().then(
    () => {},
    () => {},
  );
  await otaJobs.search();
  expect(gateway.tokenCalls).toHaveLength(refused ? 2 : 1);
});

test("a call is retried with a new token once", async () => {
  const gateway = new Gateway();
  gateway.answers = [() => failure(1203)];
  expect(await rejection(gateway.client({ maxRetries: 0 }).otaJobs.search())).toMatchObject({ attempts: 2 });
});

test("a code that the spec does not list is an error of the API like any other", async () => {
  const gateway = new Gateway();
  gateway.answers = [() => failure(77777)];
  expect(await rejection(gateway.client().otaJobs.search())).toMatchObject({
    name: "OtaApiError",
    code: 77777,
  });
});
