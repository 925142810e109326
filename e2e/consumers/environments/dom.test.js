// Above stands the README's first program.
import { expect, test } from "vitest";

test("finds jobs although there is a document", () => {
  expect(document.createElement("p").nodeType).toBe(1);
  expect(page.totalSize).toBe(69);
});

test("takes a signal of the environment's own class", async () => {
  const controller = new AbortController();
  const search = { pagination: { pageSize: 10 } };
  expect((await enos.otaJobs.search(search, { signal: controller.signal })).jobs.length).toBe(10);
  controller.abort();
  await expect(enos.otaJobs.search({}, { signal: controller.signal })).rejects.toMatchObject({
    name: "OtaAbortError",
  });
});
