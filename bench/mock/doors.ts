import { readFile } from "node:fs/promises";
import { createMockOta, generateJobs, type MockOta } from "@enos-ota/mock";
import type { RequestHandler } from "msw";
import { search } from "./search.ts";

/** Answers in the process of the caller. */
export interface Door {
  search(): Promise<ArrayBuffer>;
  /** Lets MSW answer calls of `fetch` until it is closed, because it slows down all other calls. */
  listen?(): { close(): void };
}

const baseUrl = "https://enos-ota.test";

/** Ways to answer without a server. Each loads its own dependencies, because its memory is measured. */
export const doors = {
  async inProcess(): Promise<Door> {
    const mock = mockOfOurs();
    return { search: () => search(baseUrl, mock.fetch) };
  },
  async msw(): Promise<Door> {
    const { createHandlers } = await import("@enos-ota/mock/msw");
    // The package uses the same version of MSW, installed a second time; TypeScript treats its classes as different types.
    return intercepting(createHandlers(mockOfOurs()) as unknown as RequestHandler[]);
  },
  async source(spec: string): Promise<Door> {
    const { fromOpenApi } = await import("@mswjs/source/open-api");
    const { parse } = await import("yaml");
    const document = parse(await readFile(spec, "utf8"));
    return intercepting(await fromOpenApi({ ...document, servers: [{ url: baseUrl }] }));
  },
};

function mockOfOurs(): MockOta {
  return createMockOta({ baseUrl, auth: false, jobs: generateJobs(1000) });
}

async function intercepting(handlers: readonly RequestHandler[]): Promise<Door> {
  const { setupServer } = await import("msw/node");
  const server = setupServer(...handlers);
  return {
    search: () => search(baseUrl),
    listen() {
      server.listen({ onUnhandledFrame: "error" });
      return server;
    },
  };
}
