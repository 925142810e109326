import { createOtaClient } from "@enos-ota/client";
import { createMockOta, generateJobs } from "@enos-ota/mock";
import { describe, expect, it } from "vitest";
import { wait } from "../src/commands/wait.ts";
import { exitCode } from "../src/exitCode.ts";
import { describeFailure, type Failure } from "../src/failure.ts";
import { Terminal } from "../src/output/terminal.ts";
import { probe } from "../src/probe/probe.ts";
import { Wire } from "../src/probe/wire.ts";

/** What is told of a failure. */
async function failureOf(work: () => unknown): Promise<Failure> {
  try {
    await work();
  } catch (error) {
    return describeFailure(error);
  }
  throw new Error("It did not fail.");
}

const auth = { accessKey: "a", secretKey: "s" };

describe("a setting that the client refuses", () => {
  it("is named as it is set here, with the option that would permit it", async () => {
    const failure = await failureOf(() =>
      createOtaClient({ baseUrl: "http://enos.example.com", orgId: "o1", auth }),
    );
    expect(failure.exitCode).toBe(exitCode.usage);
    expect(failure.hint).toBe(
      "Here baseUrl is set by --base-url, ENOS_BASE_URL, or baseUrl of a context.\n" +
        "Here allowInsecure is set by --allow-insecure, or allowInsecure: true of a context.",
    );
  });

  it("has no hint where nothing on the command line sets it", async () => {
    const failure = await failureOf(() =>
      createOtaClient({ baseUrl: "https://x.example.com", orgId: "o1", auth, maxRetries: -1 }),
    );
    expect(failure).toMatchObject({ exitCode: exitCode.usage, hint: undefined });
  });
});

describe("keys that EnOS refuses", () => {
  it.each([{ secretKey: "another" }, { accessKey: "another" }])(
    "end the probe with the exit code of authorization: %o",
    async (wrong) => {
      const { baseUrl, auth: keys, fetch } = createMockOta({ jobs: generateJobs(5, { seed: 1 }) });
      const { signal } = new AbortController();
      const wire = new Wire({ baseUrl, orgId: "o1", ...keys, ...wrong, fetch, pauseMs: 0, signal });
      const failure = await failureOf(() => probe(wire, { refresh: false, asked: async () => {} }));
      expect(failure.exitCode).toBe(exitCode.unauthorized);
      expect(failure.message).toContain("EnOS returned no token (HTTP 200, code 100");
      expect(failure.hint).toContain('"enos-ota config" shows which are used');
    },
  );

  it("end it, too, where the gateway refuses them without a code", async () => {
    const fetch = async (): Promise<Response> => new Response("no", { status: 403 });
    const { signal } = new AbortController();
    const wire = new Wire({
      baseUrl: "https://x.example.com",
      orgId: "o1",
      ...auth,
      fetch,
      pauseMs: 0,
      signal,
    });
    const failure = await failureOf(() => probe(wire, { refresh: false, asked: async () => {} }));
    expect(failure.exitCode).toBe(exitCode.unauthorized);
  });
});

describe("a wait", () => {
  const terminal = new Terminal({ quiet: true });
  const options = { demo: true, until: "status = 'stopped'", interval: 100, check: true };

  it("whose deadline passed says so in the words of the command line, with what was seen", async () => {
    const failure = await failureOf(() =>
      wait("status = 'started'", { ...options, deadline: 2_300 }, terminal),
    );
    expect(failure.exitCode).toBe(exitCode.nothing);
    expect(failure.message).toBe(
      "The deadline of 2.3s passed. Of 69 jobs of o1, 0 met the condition: status = 'stopped'",
    );
    expect(failure.hint).toBe("--deadline takes a longer time, such as 30m.");
  });

  it("whose deadline is too short for any look is wrong usage", async () => {
    const failure = await failureOf(() =>
      wait("status = 'started'", { ...options, deadline: 1_000 }, terminal),
    );
    expect(failure.exitCode).toBe(exitCode.usage);
    expect(failure.message).toContain("--deadline ends before EnOS shows an update");
  });
});
