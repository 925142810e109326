import type { MockOta } from "./createMockOta.ts";

/** The part of Playwright's `Request` that is used. */
export interface RoutedRequest {
  url(): string;
  method(): string;
  headers(): Readonly<Record<string, string>>;
  postDataBuffer(): Uint8Array | null;
}

/** The part of Playwright's `Route` that is used. */
export interface Route {
  request(): RoutedRequest;
  fulfill(answer: {
    readonly status: number;
    readonly headers: Record<string, string>;
    readonly body: string;
  }): Promise<void>;
  abort(errorCode?: string): Promise<void>;
}

/** A `Page` or a `BrowserContext` of Playwright; of any version and of both packages that have it. */
export interface Routable {
  /** Lets a handler answer the requests whose URL the function accepts. */
  route(url: (url: URL) => boolean, handler: (route: Route) => Promise<void>): Promise<unknown>;
  /** Tells of requests that the page gave up. */
  on(event: "requestfailed", listener: (request: RoutedRequest) => void): unknown;
}

/**
 * Lets the in-process mock answer a page's calls to the mock's `baseUrl`: no server, no service worker. `use`, `jobs`
 * and `requests` work as always, because the mock runs in the test's own process. A connection that breaks within the
 * body appears as one that breaks before it, because Playwright cannot send a partial answer.
 *
 * @param page a page, or a browser context for all of its pages
 * @param mock created with the `baseUrl` that the page calls
 *
 * @example
 * ```ts
 * const mock = createMockOta({ baseUrl: "https://gateway.example.com", jobs: generateJobs(30) });
 * await routeMock(page, mock);
 * await page.goto("http://127.0.0.1:5173/jobs");
 * ```
 */
export async function routeMock(page: Routable, mock: MockOta): Promise<void> {
  const isMocked = ({ href }: URL): boolean => href.startsWith(`${mock.baseUrl}/`);
  // A call that the page gives up must not go on waiting here.
  const cancels = new WeakMap<RoutedRequest, AbortController>();
  page.on("requestfailed", (request) => cancels.get(request)?.abort());
  await page.route(isMocked, async (route) => {
    const request = route.request();
    const cors = corsHeaders(request);
    if (request.method() === "OPTIONS") return route.fulfill({ status: 204, headers: cors, body: "" });
    const body = request.postDataBuffer();
    const cancel = new AbortController();
    cancels.set(request, cancel);
    try {
      const response = await mock.fetch(request.url(), {
        method: request.method(),
        headers: request.headers(),
        signal: cancel.signal,
        ...(body && { body: new Uint8Array(body) }),
      });
      const headers = { ...Object.fromEntries(response.headers), ...cors };
      await route.fulfill({ status: response.status, headers, body: await response.text() });
    } catch {
      await route.abort("connectionreset");
    }
  });
}

/** The page may call another origin: the mock stands for a gateway that allows it. */
function corsHeaders(request: RoutedRequest): Record<string, string> {
  const headers = request.headers();
  return {
    "access-control-allow-origin": headers["origin"] ?? "*",
    "access-control-allow-methods": "POST",
    "access-control-allow-headers": headers["access-control-request-headers"] ?? "*",
    "access-control-expose-headers": "date, retry-after",
  };
}
