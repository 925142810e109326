import { createOtaClient } from "@enos-ota/client";
import { createMockOta, generateJobs } from "@enos-ota/mock";
import { jest } from "@jest/globals";

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

function world() {
  const mock = createMockOta({ jobs: generateJobs(30, { seed: 3 }) });
  const { baseUrl, auth, fetch } = mock;
  return { mock, ...createOtaClient({ baseUrl, orgId: "o1", auth, fetch }) };
}

/** Moves the time until a promise has settled. */
async function untilSettled(promise, move = () => jest.advanceTimersByTimeAsync(1_000)) {
  let isSettled = false;
  const note = () => {
    isSettled = true;
  };
  promise.then(note, note);
  while (!isSettled) await move();
  return promise;
}

test("a search with keys needs no timer", async () => {
  const { otaJobs } = world();
  expect((await otaJobs.search()).totalSize).toBe(30);
  expect(jest.getTimerCount()).toBe(0);
});

test("a retry is sent when the time is advanced past its delay", async () => {
  const { mock, otaJobs } = world();
  mock.use("unavailable", { times: 1 });
  expect((await untilSettled(otaJobs.search())).attempts).toBe(2);
});

test("waitFor() polls again", async () => {
  const { otaJobs } = world();
  let looks = 0;
  await untilSettled(otaJobs.waitFor({}, () => ++looks === 3));
  expect(looks).toBe(3);
});

test("running all timers lets a delayed answer come", async () => {
  const { mock, otaJobs } = world();
  mock.use("delay", { delayMs: 5_000, times: 1 });
  const page = await untilSettled(otaJobs.search(), () => jest.runAllTimersAsync());
  expect(page.totalSize).toBe(30);
});
