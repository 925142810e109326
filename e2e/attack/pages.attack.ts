import { createOtaClient } from "@enos-ota/client";
import { expect, it } from "vitest";
import { seededRandom } from "../../scripts/random.ts";
import { cases } from "./scale.ts";
import { settle } from "./texts.ts";

interface Asked {
  readonly pageNo: number;
  readonly pageSize: number;
}

/** Requests that one iteration may send before the server's lies must have been noticed. */
const mostRequests = 20_000;

it("iteration over a list that lies ends, and delivers no job twice", async () => {
  for (let seed = 1; seed <= cases(300); seed++) {
    const random = seededRandom(seed);
    const total = Math.floor(random() * 500);
    let requests = 0;
    const odd = (value: number): unknown =>
      random() < 0.8
        ? value
        : [0, -1, 1e9, null, "x", Number.NaN, value - 1, value + 7, undefined][Math.floor(random() * 9)];
    const enos = createOtaClient({
      baseUrl: "http://127.0.0.1:9",
      orgId: "o1",
      auth: "none",
      fetch: async (_, init) => {
        if (++requests > mostRequests) throw new Error("too many requests");
        const { pagination }: { pagination: Asked } = JSON.parse(String(init.body));
        const start =
          random() < 0.9 ? (pagination.pageNo - 1) * pagination.pageSize : Math.floor(random() * total);
        const length = random() < 0.9 ? pagination.pageSize : Math.floor(random() * 300);
        const data = Array.from({ length: Math.max(0, Math.min(length, total - start)) }, (_, index) => ({
          jobId: `j${start + index}`,
        }));
        const said = {
          pageNo: odd(pagination.pageNo),
          pageSize: odd(pagination.pageSize),
          totalSize: odd(total),
        };
        return Response.json({ code: 0, msg: "OK", requestId: "r", data, pagination: said });
      },
      maxRetries: 0,
    });
    const ids: string[] = [];
    const { end } = await settle(
      (async () => {
        for await (const { jobId } of enos.otaJobs.search({
          pagination: { pageNo: 1, pageSize: 1 + Math.floor(random() * 200) },
        }))
          ids.push(jobId);
      })(),
    );
    expect({
      seed,
      requests: requests < mostRequests,
      raw: end.startsWith("raw"),
      doubled: ids.length - new Set(ids).size,
    }).toEqual({ seed, requests: true, raw: false, doubled: 0 });
  }
});

it.each([
  [
    "an echoed page number that never grows",
    (asked: Asked) => ({ ...asked, pageNo: asked.pageNo - 1, totalSize: 1e6 }),
  ],
  ["a page size above the maximum", (asked: Asked) => ({ ...asked, pageSize: 1000, totalSize: 1e6 })],
  ["a page size of zero", (asked: Asked) => ({ ...asked, pageSize: 0, totalSize: 1e6 })],
])("nextPage() goes on from what was asked for, with %s", async (_, say) => {
  const asked: number[] = [];
  const enos = createOtaClient({
    baseUrl: "http://127.0.0.1:9",
    orgId: "o1",
    auth: "none",
    fetch: async (_, init) => {
      const { pagination }: { pagination: Asked } = JSON.parse(String(init.body));
      asked.push(pagination.pageNo);
      const data = Array.from({ length: pagination.pageSize }, (_, index) => ({
        jobId: `j${pagination.pageNo}-${index}`,
      }));
      return Response.json({ code: 0, msg: "OK", requestId: "r", data, pagination: say(pagination) });
    },
  });
  let page = await enos.otaJobs.search({ pagination: { pageNo: 1, pageSize: 10 } });
  for (let step = 0; step < 4 && page.hasNextPage; step++) page = await page.nextPage();
  expect(asked).toEqual([1, 2, 3, 4, 5]);
});
