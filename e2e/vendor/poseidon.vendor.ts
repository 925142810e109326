import { fileURLToPath } from "node:url";
import { generateJobs } from "@enos-ota/mock";
import { type MockServer, startMockServer } from "@enos-ota/mock/prism";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { run } from "../../scripts/run.ts";
import { createPythonEnvironment, type PythonEnvironment } from "../support/pythonEnvironment.ts";

const file = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

let python: PythonEnvironment;
let server: MockServer;
beforeAll(async () => {
  python = await createPythonEnvironment(file("requirements.txt"));
  server = await startMockServer({ jobs: generateJobs(50), auth: { mode: "token" } });
  return async () => {
    await server.stop();
    await python.remove();
  };
});
beforeEach(() => server.reset());
afterAll(() => server?.stop());

/** What the SDK prints and returns. */
async function search(body?: unknown): Promise<{ readonly output: string; readonly answer: unknown }> {
  const url = `${server.url}/connect-service/v2.1/ota-jobs?action=search&orgId=o1`;
  const { accessKey, secretKey } = server.auth;
  const { output } = await run(file("."), python.program("python"), [
    file("search.py"),
    url,
    accessKey,
    secretKey,
    ...(body === undefined ? [] : [JSON.stringify(body)]),
  ]);
  const lines = output.trim().split("\n");
  return { output, answer: JSON.parse(lines.at(-1) ?? "null") };
}

describe("the vendor's Python SDK, enos-poseidon 0.2.0 from PyPI, against the server", () => {
  it("searches with a token that it made itself and no signature", async () => {
    const { answer } = await search({
      expression: "status = 'stopped'",
      pagination: { pageNo: 1, pageSize: 5 },
    });
    expect(answer).toMatchObject({ code: 0, msg: "OK", pagination: { pageSize: 5 } });
    const [request] = server.requests;
    expect(request?.headers.get("apim-signature")).toBeUndefined();
    expect(request?.headers.get("user-agent")).toBe("Python_enos_api");
  });

  it.each([
    "productKey ='x'",
    'productKey in ("x")',
    "firmwareVersion in ('1.1','1.2')",
    "type  = 'upgrade'",
    "firmwareName like 'Python_Firmware_V1.2_Veri'",
    "firmwareName.zh_CN like '固件名称'",
  ])("has the expression of its own samples accepted: %s", async (expression) => {
    expect((await search({ expression })).answer).toMatchObject({ code: 0 });
  });

  it("is refused with the documented message for a wrong operator", async () => {
    expect((await search({ expression: "name = 'x'" })).answer).toMatchObject({
      code: 99400,
      msg: "Do not allow operator op =, allowed op [like]",
    });
  });

  it.each([
    ["shortTokenExpired", 4011],
    ["allTokensExpired", 4012],
  ] as const)("recognizes %s in the form that the server sends it", async (fault, code) => {
    server.use(fault, { times: 1 });
    const { output, answer } = await search({});
    // It starts its second request, fails to encode the body again, and returns the first answer.
    expect(output).toContain("the second time request");
    expect(answer).toMatchObject({ apim_status: code });
  });

  it("sends GET without a body, which the API does not have", async () => {
    const { output } = await search();
    expect(output).toContain("HTTP Error 405");
  });
});
