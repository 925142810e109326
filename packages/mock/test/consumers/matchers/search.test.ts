import { createMockOta } from "@enos-ota/mock";
import { toHaveSearchedFor } from "@enos-ota/mock/vitest";
import { otaJob } from "@enos-ota/query";
import { expect, test } from "vitest";

expect.extend({ toHaveSearchedFor });

test("the matcher is typed, and works", async () => {
  const mock = createMockOta({ auth: false });
  await mock.fetch(`${mock.baseUrl}SEARCH_PATH?action=search&orgId=o1`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ expression: "status='started'" }),
  });
  expect(mock).toHaveSearchedFor();
  expect(mock).toHaveSearchedFor("status = 'started'");
  expect(mock).toHaveSearchedFor(otaJob.status.eq("started"));
  expect(mock).not.toHaveSearchedFor("status = 'stopped'");
  // @ts-expect-error it takes a string or a Condition
  expect(() => expect(mock).toHaveSearchedFor(5)).toThrow();
});
