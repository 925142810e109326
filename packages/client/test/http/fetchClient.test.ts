import { expect, test } from "vitest";
import { createFetchClient } from "../../src/fetch.ts";
import { authHeaders } from "../../src/generated/authHeaders.ts";
import { operations } from "../../src/generated/operations.ts";
import { isOtaApiError } from "../../src/index.ts";
import { failure, found, Gateway, rejection } from "../support/gateway.ts";

const { path } = operations.searchOtaJobs;
const init = { params: { query: { action: "search", orgId: "o1" } }, body: { expression: "a" } } as const;

test("the bare client has tokens, signatures and retries beneath it", async () => {
  const gateway = new Gateway();
  gateway.answers = [() => failure(1203), () => failure(99500), () => found("a")];
  const { data, response } = await createFetchClient(gateway.options()).POST(path, init);
  expect(data).toMatchObject({ code: 0, data: [{ jobId: "a" }] });
  expect(response.status).toBe(200);
  expect(gateway.searches.map((got) => got.headers.get(authHeaders.accessToken))).toEqual(["t1", "t2", "t2"]);
  expect(gateway.searches[0]?.body).toBe('{"expression":"a"}');
});

test("failures are thrown as errors of this package, and its signal is heeded", async () => {
  const gateway = new Gateway();
  gateway.answers = [() => failure(99400)];
  const client = createFetchClient(gateway.options());
  expect(isOtaApiError(await rejection(client.POST(path, init)))).toBe(true);
  const error = await rejection(client.POST(path, { ...init, signal: AbortSignal.abort() }));
  expect(error).toMatchObject({ name: "OtaAbortError" });
});

test("token calls can be made too; their `status` is read as their code", async () => {
  const client = createFetchClient(new Gateway().options());
  const body = { appKey: "a", encryption: "e", timestamp: 1 };
  const { data } = await client.POST("/apim-token-service/v2.0/token/get", { body });
  expect(data).toHaveProperty("data.accessToken");
});
