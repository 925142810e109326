// What is openapi-fetch's own: it goes when openapi-fetch does.
import { expect, test } from "vitest";
import { createFetchClient } from "../../src/fetch.ts";
import { operations } from "../../src/generated/operations.ts";
import { found, Gateway } from "../support/gateway.ts";

const { path } = operations.searchOtaJobs;
const init = { params: { query: { action: "search", orgId: "o1" } }, body: { expression: "a" } } as const;

test("openapi-fetch's own middleware works above ours", async () => {
  const gateway = new Gateway();
  const client = createFetchClient(gateway.options());
  const seen: (number | string)[] = [];
  client.use({
    onRequest: ({ request }) => void seen.push(request.method),
    onResponse: ({ response }) => void seen.push(response.status),
  });
  await client.POST(path, init);
  expect(seen).toEqual(["POST", 200]);
});

test("its middleware may change headers, read the body, and return a clone or a real Request", async () => {
  const gateway = new Gateway();
  gateway.answers = [() => found("a")];
  const client = createFetchClient(gateway.options());
  client.use({
    async onRequest({ request }) {
      expect(await request.clone().json()).toEqual({ expression: "a" });
      request.headers.set("x-a", "1");
      return request.clone();
    },
  });
  client.use({
    async onRequest({ request }) {
      return new Request(request.url, {
        method: "POST",
        headers: request.headers,
        body: '{"expression":"b"}',
      });
    },
  });
  expect((await client.POST(path, init)).data).toHaveProperty("code", 0);
  expect(gateway.searches[0]?.headers.get("x-a")).toBe("1");
  expect(gateway.searches[0]?.body).toBe('{"expression":"b"}');
});

test("its middleware is told when it copies a request in a way that would lose its body", async () => {
  const client = createFetchClient(new Gateway().options());
  client.use({ onRequest: ({ request }) => new Request(request) });
  await expect(client.POST(path, init)).rejects.toThrow("return request.clone()");
});
