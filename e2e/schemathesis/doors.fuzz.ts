import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { createMockOta, generateJobs } from "@enos-ota/mock";
import { startMockServer } from "@enos-ota/mock/prism";
import { afterAll, beforeAll, expect, it } from "vitest";
import { root } from "../../scripts/root.ts";
import { run } from "../../scripts/run.ts";
import { createPythonEnvironment, type PythonEnvironment } from "../support/pythonEnvironment.ts";

let python: PythonEnvironment;
beforeAll(async () => {
  python = await createPythonEnvironment(fileURLToPath(new URL("requirements.txt", import.meta.url)));
});
afterAll(() => python?.remove());

const options = { jobs: generateJobs(50, { orgId: "yourOrgId" }), auth: false as const };

interface Door {
  readonly url: string;
  stop(): Promise<void>;
}

/** Each door of the mock, reached by HTTP. */
const doors: Readonly<Record<string, () => Promise<Door>>> = {
  "the Prism server": () => startMockServer(options),
  "the in-process fetch": async () => {
    const mock = createMockOta(options);
    const server = createServer(async (message, response) => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of message) chunks.push(chunk);
      const { method = "GET", url = "/", headers } = message;
      const answer = await mock.fetch(mock.baseUrl + url, {
        method,
        headers: Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]),
        ...(chunks.length > 0 && { body: new Uint8Array(Buffer.concat(chunks)) }),
      });
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.end(new Uint8Array(await answer.arrayBuffer()));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    return {
      url: `http://127.0.0.1:${port}`,
      stop: () => new Promise((resolve) => server.close(() => resolve())),
    };
  },
};

it.each(Object.entries(doors))("%s answers whatever schemathesis sends as the spec says", async (_, open) => {
  const door = await open();
  try {
    const { status, output } = await run(root, python.program("schemathesis"), [
      ...["run", "spec/openapi.yaml", "--url", door.url, "--no-color"],
      ...["--max-examples", process.env["EXAMPLES"] ?? "200"],
      // A business failure has HTTP 200 by the documentation, so a refusal cannot be told by the status alone.
      // Without authorization no header is required.
      "--exclude-checks=negative_data_rejection,positive_data_acceptance,missing_required_header,ignored_auth",
    ]);
    expect({ status, output: status === 0 ? "" : output }).toEqual({ status: 0, output: "" });
    expect(output).toMatch(/Tested: 3/);
  } finally {
    await door.stop();
  }
});
