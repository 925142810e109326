import { setupServer } from "msw/node";
import type { MockOptions } from "../src/engine/options.ts";
import { createMockOta, type MockOta } from "../src/index.ts";
import { createHandlers } from "../src/msw.ts";
import { startMockServer } from "../src/prism.ts";
import { hasChromium } from "./chromium.ts";
import { openPageDoor } from "./pageDoor.ts";

/** One way to reach the mock. */
export interface Door extends Pick<MockOta, "auth" | "jobs" | "requests" | "use" | "clearFaults" | "reset"> {
  readonly url: string;
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  readonly close: () => Promise<void>;
  /** Whether an answer can break off after its headers; else it breaks off before them. @default true */
  readonly breaksWithinBody?: boolean;
}

/** Every door. Tests that run over all of them cover every way to use the mock. */
export const doors: Readonly<Record<string, (options: MockOptions) => Promise<Door>>> = {
  "the in-process fetch": async (options) => {
    const mock = createMockOta(options);
    return { ...mock, url: mock.baseUrl, close: async () => {} };
  },
  "the Prism server": async (options) => {
    const server = await startMockServer(options);
    return { ...server, fetch: (input, init) => fetch(input, init), close: server.stop };
  },
  MSW: async (options) => {
    const mock = createMockOta({ ...options, baseUrl: "https://apim.example.com:443/enos" });
    const msw = setupServer(...createHandlers(mock));
    msw.listen();
    return {
      ...mock,
      url: mock.baseUrl,
      fetch: (input, init) => fetch(input, init),
      close: async () => msw.close(),
    };
  },
  ...(hasChromium && {
    "a page of Playwright": async (options: MockOptions) => {
      const { mock, fetch, close } = await openPageDoor(options);
      return { ...mock, url: mock.baseUrl, fetch, close, breaksWithinBody: false };
    },
  }),
};
