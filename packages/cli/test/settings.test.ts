import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { configPath, expandHome } from "../src/config/file.ts";
import { readSettings } from "../src/config/settings.ts";

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "enos-ota-settings-"));
  path = join(folder, "config.yaml");
});
afterEach(() => rm(folder, { recursive: true }));

const write = (text: string, mode = 0o600): Promise<void> => writeFile(path, text, { mode });
const file = `
currentContext: staging
contexts:
  staging: { baseUrl: https://staging.example.com, orgId: o1, accessKey: a1, secretKey: s1 }
  production: { baseUrl: https://production.example.com, orgIds: [o2, o3] }
`;

describe("settings", () => {
  it("come from the current context where nothing else is said", async () => {
    await write(file);
    const settings = await readSettings({}, { ENOS_OTA_CONFIG: path });
    expect(settings.baseUrl).toEqual({ value: "https://staging.example.com", source: "context staging" });
    expect(settings.secretKey?.value).toBe("s1");
    expect(settings.context?.source).toBe("currentContext of the file");
  });

  it("come from the environment before the current context, and from an option before both", async () => {
    await write(file);
    const env = { ENOS_OTA_CONFIG: path, ENOS_BASE_URL: "https://variable.example.com", ENOS_ORG_ID: "o9" };
    const settings = await readSettings({ org: ["o7", "o8"] }, env);
    expect(settings.baseUrl).toEqual({ value: "https://variable.example.com", source: "ENOS_BASE_URL" });
    expect(settings.orgIds).toEqual({ value: ["o7", "o8"], source: "--org" });
  });

  it("come from a context that is named for the call before the environment, so that environments never mix", async () => {
    await write(file);
    const env = {
      ENOS_OTA_CONFIG: path,
      ENOS_BASE_URL: "https://variable.example.com",
      ENOS_ACCESS_KEY: "a9",
    };
    const settings = await readSettings({ context: "production" }, env);
    expect(settings.baseUrl?.value).toBe("https://production.example.com");
    expect(settings.orgIds?.value).toEqual(["o2", "o3"]);
    expect(settings.accessKey).toEqual({ value: "a9", source: "ENOS_ACCESS_KEY" });
  });

  it("name a context that does not exist, and the one that was meant", async () => {
    await write(file);
    const reading = readSettings({ context: "prodution" }, { ENOS_OTA_CONFIG: path });
    await expect(reading).rejects.toThrow('has no context "prodution". Did you mean production?');
  });

  it("name a setting that does not exist, and the one that was meant", async () => {
    await write("contexts:\n  a: { baseURL: https://x }\n");
    await expect(readSettings({}, { ENOS_OTA_CONFIG: path })).rejects.toThrow(
      'contexts.a: there is no setting "baseURL". Did you mean baseUrl?',
    );
  });

  it.runIf(process.platform !== "win32")("refuse a file with a secret that others may read", async () => {
    await write(file);
    await chmod(path, 0o640);
    await expect(readSettings({}, { ENOS_OTA_CONFIG: path })).rejects.toThrow(/mode 0640 .* chmod 600/);
  });

  it("take a file without a secret whatever its mode", async () => {
    await write("contexts:\n  a: { orgId: o1 }\n", 0o644);
    expect((await readSettings({ context: "a" }, { ENOS_OTA_CONFIG: path })).orgIds?.value).toEqual(["o1"]);
  });

  it("quote nothing of a file that is not YAML: it may be a secret", async () => {
    await write('contexts: { a: { secretKey: "s3cret\n');
    const failure = await readSettings({}, { ENOS_OTA_CONFIG: path }).catch(String);
    expect(failure).toContain("is not valid YAML");
    expect(failure).not.toContain("s3cret");
  });

  it("take keys from a command, and show nothing of what it prints when it prints something else", async () => {
    const node = `'${process.execPath}' -e`;
    await write(`contexts:
  good: { keysCommand: "${node} 'console.log(JSON.stringify({accessKey:1+String(1),secretKey:String(22)}))'" }
  bad: { keysCommand: "${node} 'process.exit(1)'" }
  wrong: { keysCommand: "${node} 'console.log(4711)'" }
`);
    const read = (context: string): Promise<unknown> => readSettings({ context }, { ENOS_OTA_CONFIG: path });
    expect(await read("good")).toMatchObject({ accessKey: { value: "11" }, secretKey: { value: "22" } });
    await expect(read("bad")).rejects.toThrow("The keysCommand of the context ended with 1");
    const failure = await read("wrong").catch(String);
    expect(failure).toContain("must hold accessKey and secretKey");
    expect(failure).not.toContain("4711");
  });
});

describe("the configuration file", () => {
  const linux = { platform: "linux", home: "/home/ann" };
  const windows = { platform: "win32", home: "C:\\Users\\Ann" };

  it("lies where the system wants configuration", () => {
    expect(configPath({}, linux)).toBe("/home/ann/.config/enos-ota/config.yaml");
    expect(configPath({ APPDATA: "C:\\Users\\Ann\\AppData\\Roaming" }, windows)).toBe(
      "C:\\Users\\Ann\\AppData\\Roaming\\enos-ota\\config.yaml",
    );
    expect(configPath({}, windows)).toBe("C:\\Users\\Ann\\.config\\enos-ota\\config.yaml");
  });

  it("lies where a variable says, on every system", () => {
    expect(configPath({ XDG_CONFIG_HOME: "/x" }, linux)).toBe("/x/enos-ota/config.yaml");
    const env = { XDG_CONFIG_HOME: "D:\\config", APPDATA: "C:\\Roaming" };
    expect(configPath(env, windows)).toBe("D:\\config\\enos-ota\\config.yaml");
    expect(configPath({ ENOS_OTA_CONFIG: "C:\\own.yaml" }, windows)).toBe("C:\\own.yaml");
  });

  it.each([
    ["~/keys.yaml", linux, "/home/ann/keys.yaml"],
    ["~/keys.yaml", windows, "C:\\Users\\Ann/keys.yaml"],
    ["~\\keys.yaml", windows, "C:\\Users\\Ann\\keys.yaml"],
    ["~\\keys.yaml", linux, "~\\keys.yaml"],
    ["~bob/keys.yaml", linux, "~bob/keys.yaml"],
    ["C:\\keys.yaml", windows, "C:\\keys.yaml"],
  ])("may name the file of the keys below the home folder: %s", (path, system, wanted) => {
    expect(expandHome(path, system)).toBe(wanted);
  });
});
