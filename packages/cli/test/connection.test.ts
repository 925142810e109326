import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { targetOf } from "../src/connection.ts";
import { Terminal } from "../src/output/terminal.ts";

const terminal = new Terminal({ quiet: true });
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "enos-ota-connection-"));
  vi.stubEnv("ENOS_OTA_CONFIG", join(folder, "config.yaml"));
  for (const name of ["CONTEXT", "BASE_URL", "ORG_ID", "ACCESS_KEY", "SECRET_KEY"])
    vi.stubEnv(`ENOS_${name}`, undefined);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

const write = (context: string, head = "currentContext: edge"): Promise<void> =>
  writeFile(join(folder, "config.yaml"), `${head}\ncontexts:\n  edge: ${context}\n`, { mode: 0o600 });
const edge = "{ baseUrl: http://edge.example.com, orgId: o5, accessKey: a, secretKey: s";

describe("--demo-unless-configured", () => {
  const baseUrlOf = async (options: object): Promise<string> =>
    (await targetOf({ demoUnlessConfigured: true, ...options }, terminal)).baseUrl;

  it("asks the mock where nothing is configured, also with an organization", async () => {
    expect(await baseUrlOf({})).toBe("https://enos-ota.test");
    expect(await baseUrlOf({ org: ["o1"] })).toBe("https://enos-ota.test");
  });

  it("asks the current context of the configuration file", async () => {
    await write(`${edge}, allowInsecure: true }`);
    expect(await baseUrlOf({})).toBe("http://edge.example.com");
  });

  it("asks a context that an option or a variable names", async () => {
    await write(`${edge}, allowInsecure: true }`, "");
    expect(await baseUrlOf({})).toBe("https://enos-ota.test");
    expect(await baseUrlOf({ context: "edge" })).toBe("http://edge.example.com");
    vi.stubEnv("ENOS_CONTEXT", "edge");
    expect(await baseUrlOf({})).toBe("http://edge.example.com");
  });

  it("names the settings that are missing beside others", async () => {
    await expect(baseUrlOf({ baseUrl: "https://x.example.com" })).rejects.toThrow(
      "organization is not known",
    );
    vi.stubEnv("ENOS_ACCESS_KEY", "a");
    vi.stubEnv("ENOS_ORG_ID", "o1");
    await expect(baseUrlOf({})).rejects.toThrow("API gateway is not known");
  });
});

describe("a command that sends requests of its own", () => {
  it("accepts plain http only where allowInsecure permits it, as the client does", async () => {
    await write(`${edge} }`);
    await expect(targetOf({}, terminal)).rejects.toThrow("must be https");
    await write(`${edge}, allowInsecure: true }`);
    expect(await targetOf({}, terminal)).toMatchObject({ orgId: "o5", allowInsecure: true });
  });
});
