// A page of React with an infinite query over the in-page mock, and the same rendered on a server.
import { createOtaClient, type OtaClient } from "@enos-ota/client";
import { searchOtaJobsInfiniteOptions } from "@enos-ota/client/tanstack";
import { createMockOta, generateJobs, type MockOta } from "@enos-ota/mock";
import {
  type DehydratedState,
  dehydrate,
  HydrationBoundary,
  QueryClient,
  QueryClientProvider,
  useInfiniteQuery,
} from "@tanstack/react-query";
import { createElement, type ReactNode } from "react";
import { createRoot } from "react-dom/client";

const expression = "type = 'upgrade'";

/** The in-page EnOS, and a client for it. */
export function createWorld(): { mock: MockOta; enos: OtaClient } {
  const mock = createMockOta({ jobs: generateJobs(300, { seed: 1, orgId: "o1" }) });
  const { baseUrl, auth, fetch } = mock;
  return {
    mock,
    enos: createOtaClient({ baseUrl, auth, fetch, orgId: "o1", dangerouslyAllowBrowser: true }),
  };
}

function Jobs({ enos }: { readonly enos: OtaClient }): ReactNode {
  const query = useInfiniteQuery({
    ...searchOtaJobsInfiniteOptions(enos, { expression, pagination: { pageSize: 50 } }),
    staleTime: 60_000,
  });
  const jobs = query.data?.pages.flatMap((page) => page.jobs) ?? [];
  return createElement(
    "main",
    null,
    createElement("p", { id: "total" }, `${query.data?.pages[0]?.totalSize ?? "…"} jobs`),
    createElement("ul", null, ...jobs.map((job) => createElement("li", { key: job.jobId }, job.jobId))),
    query.hasNextPage &&
      createElement("button", { type: "button", onClick: () => void query.fetchNextPage() }, "more"),
  );
}

/** The whole application, with data that a server has sent. */
export function App({
  enos,
  state,
}: {
  readonly enos: OtaClient;
  readonly state?: DehydratedState;
}): ReactNode {
  return createElement(
    QueryClientProvider,
    { client: new QueryClient() },
    createElement(HydrationBoundary, { state }, createElement(Jobs, { enos })),
  );
}

/** What a server sends to the browser beside the page. */
export async function prefetch(enos: OtaClient): Promise<DehydratedState> {
  const queries = new QueryClient();
  const options = searchOtaJobsInfiniteOptions(enos, { expression, pagination: { pageSize: 50 } });
  await queries.prefetchInfiniteQuery(options);
  return JSON.parse(JSON.stringify(dehydrate(queries)));
}

/** In the browser: presses "more" while jobs are created above, until all are shown. */
export async function showAll(): Promise<{ shown: string[]; expected: string[]; total: string }> {
  const { mock, enos } = createWorld();
  const expected = await enos.otaJobs.search({ expression }).toArray({ limit: 1000 });
  const root = createRoot(document.body.appendChild(document.createElement("div")));
  root.render(createElement(App, { enos }));
  await until(() => document.querySelector("li") !== null);
  for (let round = 1; document.querySelector("button"); round++) {
    const [newest] = expected;
    if (newest) {
      mock.jobs.add({ ...newest, jobId: `new${round}`, createTime: newest.createTime + round });
    }
    const before = document.querySelectorAll("li").length;
    document.querySelector("button")?.click();
    await until(() => document.querySelectorAll("li").length > before || !document.querySelector("button"));
  }
  const shown = [...document.querySelectorAll("li")].map((item) => item.textContent ?? "");
  const total = document.querySelector("#total")?.textContent ?? "";
  root.unmount();
  return { shown, expected: expected.map((job) => job.jobId), total };
}

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 500 && !condition(); i++) await new Promise((resolve) => setTimeout(resolve, 20));
  if (!condition()) throw new Error("timed out waiting for the condition");
}
