import { HttpResponse, http, type RequestHandler } from "msw";
import type { MockOta } from "./createMockOta.ts";

/**
 * Handlers that let MSW answer calls to the mock's `baseUrl`, in node (`setupServer(...createHandlers(mock))`) and
 * in browsers (`setupWorker(...)`). Make the mock with the `baseUrl` that your program calls. All else that the mock
 * can do (`use`, `jobs`, `requests`, `reset`) works as without MSW.
 */
export function createHandlers(mock: MockOta): RequestHandler[] {
  return [
    http.all(`${mock.baseUrl.replace(/\/$/, "")}/*`, async ({ request }) => {
      try {
        return await mock.fetch(request);
      } catch {
        // A program sees `TypeError: Failed to fetch`, as from a real network; one that aborted sees its own abort.
        return HttpResponse.error();
      }
    }),
  ];
}
