import { HttpResponse, http, type RequestHandler } from "msw";
import type { MockOta } from "./doors/createMockOta.ts";

/**
 * Returns handlers that let MSW answer calls to the mock's `baseUrl`, in Node (`setupServer(...createHandlers(mock))`)
 * and in browsers (`setupWorker(...)`). Create the mock with the `baseUrl` that your program calls. Everything else
 * that the mock can do (`use`, `jobs`, `requests`, `reset`) works as without MSW.
 */
export function createHandlers(mock: MockOta): RequestHandler[] {
  return [
    http.all(`${mock.baseUrl}/*`, async ({ request }) => {
      try {
        return await mock.fetch(request);
      } catch {
        // A program sees `TypeError: Failed to fetch`, as from a real network; one that aborted sees its own abort.
        return HttpResponse.error();
      }
    }),
  ];
}
