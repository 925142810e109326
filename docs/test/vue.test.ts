import { createOtaClient } from "@enos-ota/client";
import { createMockOta, generateJobs } from "@enos-ota/mock";
import { expect, it } from "vitest";
import { isReactive, nextTick, reactive, ref, watchEffect } from "vue";

// Vue wraps what a `ref` holds in a proxy, deeply; private fields of a class are out of reach through one.

function world() {
  const { baseUrl, auth, fetch } = createMockOta({ jobs: generateJobs(30, { seed: 3 }) });
  return createOtaClient({ baseUrl, orgId: "o1", auth, fetch });
}

it("a page works in a ref", async () => {
  const page = ref(await world().otaJobs.search({ pagination: { pageSize: 10 } }));
  expect(isReactive(page.value)).toBe(true);
  expect([page.value.totalSize, page.value.jobs.length, page.value.hasNextPage]).toEqual([30, 10, true]);
  expect([...page.value].map(({ jobId }) => jobId)).toEqual(page.value.jobs.map(({ jobId }) => jobId));
  expect(JSON.parse(JSON.stringify(page.value))).toMatchObject({ pageNo: 1, totalSize: 30 });
});

it("a page in a ref leads to the next one, and what depends on it is shown again", async () => {
  const page = ref(await world().otaJobs.search({ pagination: { pageSize: 10 } }));
  const shown: number[] = [];
  watchEffect(() => shown.push(page.value.pageNo));
  while (page.value.hasNextPage) {
    page.value = await page.value.nextPage();
    await nextTick();
  }
  expect(shown).toEqual([1, 2, 3]);
  await expect(page.value.nextPage()).rejects.toThrow("There is no next page");
});

it("a client and an error work in a reactive object", async () => {
  const state = reactive({ enos: world(), error: undefined as unknown });
  expect((await state.enos.otaJobs.search()).totalSize).toBe(30);
  const jobs: string[] = [];
  for await (const { jobId } of state.enos.otaJobs.search({ expression: "type = 'verify'" }))
    jobs.push(jobId);
  expect(jobs.length).toBeGreaterThan(0);
  state.error = await state.enos.otaJobs
    .search({ expression: "name = 'pump'" })
    .then(undefined, (error: unknown) => error);
  expect(state.error).toMatchObject({ name: "OtaApiError", code: 99400 });
  expect(JSON.stringify(state.error)).toContain("99400");
});
