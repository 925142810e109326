// No option is ignored silently: what each function rejects, with which message, and what counts as absent.
import { describe, expect, test } from "vitest";
import { version } from "../src/index.ts";
import { found, Gateway } from "./support/gateway.ts";

/** In JavaScript anything may be passed. */
type Loose = Record<string, unknown>;

function refusal(run: () => unknown): {
  readonly name: string;
  readonly option: unknown;
  readonly message: string;
} {
  try {
    run();
  } catch (error) {
    if (error instanceof Error && "option" in error) return error as Error & { option: unknown };
    throw error;
  }
  throw new Error("was not refused");
}

describe("options of the client", () => {
  test.each<[Loose, string, string]>([
    [{ timout: 5 }, "timout", 'createOtaClient() has no option "timout". Did you mean "timeoutMs"?'],
    [{ orgid: "o" }, "orgid", 'createOtaClient() has no option "orgid". Did you mean "orgId"?'],
    [{ retries: 5 }, "retries", 'createOtaClient() has no option "retries". Did you mean "maxRetries"?'],
    [
      { timeoutMs: "5" },
      "timeoutMs",
      'The option "timeoutMs" must be a number of at least 1 (milliseconds), not "5".',
    ],
    [
      { timeoutMs: Number.NaN },
      "timeoutMs",
      'The option "timeoutMs" must be a number of at least 1 (milliseconds), not NaN.',
    ],
    [
      { totalTimeoutMs: null },
      "totalTimeoutMs",
      'The option "totalTimeoutMs" must be a number of at least 1 (milliseconds), not null.',
    ],
    [
      { maxRetries: 1.5 },
      "maxRetries",
      'The option "maxRetries" must be a whole number of at least 0, not 1.5.',
    ],
    [
      { maxRetries: Infinity },
      "maxRetries",
      'The option "maxRetries" must be a whole number of at least 0, not Infinity.',
    ],
    [
      { maxResponseBytes: 0 },
      "maxResponseBytes",
      'The option "maxResponseBytes" must be a number of at least 1 (bytes), not 0.',
    ],
    [
      { logLevel: "trace" },
      "logLevel",
      'The option "logLevel" must be one of "debug", "info", "warn", "error", "off", not "trace".',
    ],
    [
      { logLevel: "wran" },
      "logLevel",
      'The option "logLevel" must be one of "debug", "info", "warn", "error", "off", not "wran". Did you mean "warn"?',
    ],
    [
      { logger: { warn() {} } },
      "logger",
      'The option "logger" must be an object with the methods debug, info, warn, error, not an object without debug, info, error.',
    ],
    [{ fetch: "x" }, "fetch", 'The option "fetch" must be a function, not a text.'],
    [
      { middleware: () => {} },
      "middleware",
      'The option "middleware" must be a list of functions, not one function: put it in brackets.',
    ],
    [{ middleware: [1] }, "middleware[0]", 'The option "middleware[0]" must be a function, not a number.'],
    [{ headers: { a: 1 } }, "headers.a", 'The option "headers.a" must be a text, not a number.'],
    [
      { headers: { "a b": "x" } },
      "headers",
      'The option "headers" has a name or a value that no header can have, for the header "a b".',
    ],
    [
      { allowInsecure: "yes" },
      "allowInsecure",
      'The option "allowInsecure" must be true or false, not "yes".',
    ],
    [
      { orgId: "o\ud800" },
      "orgId",
      'The option "orgId" must be a text, not one with half of a surrogate pair.',
    ],
    [{ orgId: 15 }, "orgId", 'The option "orgId" must be a text, not a number.'],
    [
      { clock: {} },
      "clock",
      'The option "clock" must be an object with the methods now, sleep, random, not an object without now, sleep, random.',
    ],
    [{ acquire: {} }, "acquire", 'The option "acquire" must be a function, not an object.'],
  ])("%o is refused", (options, option, message) => {
    const error = refusal(() => new Gateway().client(options));
    expect(error).toMatchObject({ name: "OtaConfigError", option, message });
    const changed = refusal(() => new Gateway().client().withOptions(options));
    expect(changed).toMatchObject({ name: "OtaConfigError", option });
    expect(changed.message).toBe(message.replace("createOtaClient()", "withOptions()"));
  });

  test("an option with no similar name is refused with the list of those that exist", () => {
    const { message } = refusal(() => new Gateway().client({ color: "red" } as Loose));
    expect(message).toMatch(
      /^createOtaClient\(\) has no option "color"\. It has: timeoutMs, .*baseUrl, .*clock\.$/,
    );
  });

  test.each(["#", "?", "/gw#", "/gw?"])("a base URL that ends in %s is refused", (end) => {
    const error = refusal(() => new Gateway().client({ baseUrl: `https://gateway.example${end}` }));
    expect(error.message).toContain("must not have credentials, a query or a fragment");
  });

  test("a base URL that is a path is refused with what to write in a browser", () => {
    expect(refusal(() => new Gateway().client({ baseUrl: "/api" })).message).toContain("location.origin");
  });

  test("withOptions() needs an object", () => {
    const withOptions = new Gateway().client().withOptions as (changes?: unknown) => unknown;
    expect(refusal(() => withOptions()).message).toContain("takes an object");
    expect(refusal(() => withOptions("x")).message).toBe("withOptions() takes an object, not a text.");
  });
});

describe("undefined counts as absent", () => {
  test("in withOptions(), where the option stays as it is", async () => {
    const gateway = new Gateway();
    const enos = gateway.client().withOptions({ orgId: undefined, baseUrl: undefined, auth: undefined });
    await enos.otaJobs.search();
    await gateway.client().otaJobs.search();
    expect(gateway.searches.map(({ url }) => new URL(url).searchParams.get("orgId"))).toEqual(["o1", "o1"]);
  });

  test("in headers, of the client and of the call", async () => {
    const gateway = new Gateway();
    const enos = gateway.client({ headers: { "x-a": undefined, "x-b": "b" } });
    await enos.otaJobs.search({}, { headers: { "x-c": undefined } });
    const headers = gateway.searches[0]?.headers;
    expect([headers?.get("x-a"), headers?.get("x-b"), headers?.get("x-c")]).toEqual([null, "b", null]);
  });

  test("a Headers is taken as well", async () => {
    const gateway = new Gateway();
    await gateway.client({ headers: new Headers({ "x-a": "a" }) }).otaJobs.search();
    expect(gateway.searches[0]?.headers.get("x-a")).toBe("a");
  });
});

describe("what is sent", () => {
  test("fetch is called as a plain function, as Workers and browsers demand", async () => {
    const gateway = new Gateway();
    const receivers: unknown[] = [];
    async function fetch(this: unknown, url: string, init: RequestInit): Promise<Response> {
      receivers.push(this);
      return gateway.fetch(url, init);
    }
    await gateway.client({ fetch }).otaJobs.search();
    expect(receivers).toEqual([undefined, undefined]);
  });

  test("a User-Agent names the package and its version, unless one is given or this is a browser", async () => {
    const gateway = new Gateway();
    await gateway.client().otaJobs.search();
    await gateway.client({ headers: { "User-Agent": "mine" } }).otaJobs.search();
    const agents = [...gateway.tokenCalls, ...gateway.searches].map(({ headers }) =>
      headers.get("user-agent"),
    );
    expect(agents).toEqual([`enos-ota/${version}`, "mine", `enos-ota/${version}`, "mine"]);
    expect(version).toMatch(/^\d+\.\d+\.\d+/);
  });
});

describe("the defaults", () => {
  test("an attempt may take 30 s, a call 120 s, and there are two retries", async () => {
    const gateway = new Gateway();
    gateway.answers = [() => new Promise<Response>(() => {})];
    const failed = gateway
      .client({ auth: "none" })
      .otaJobs.search()
      .then(
        () => undefined,
        (error: unknown) => error,
      );
    await gateway.clock.advance(29_999);
    expect(gateway.searches).toHaveLength(1);
    await gateway.clock.advance(100_000);
    expect(await failed).toMatchObject({
      name: "OtaTimeoutError",
      scope: "attempt",
      timeoutMs: 30_000,
      attempts: 3,
    });
    const endless = gateway
      .client({ auth: "none", timeoutMs: Infinity })
      .otaJobs.search()
      .then(
        () => undefined,
        (error: unknown) => error,
      );
    await gateway.clock.advance(119_999);
    expect(gateway.clock.pending).toBe(1);
    await gateway.clock.advance(1);
    expect(await endless).toMatchObject({ scope: "total", timeoutMs: 120_000, attempts: 1 });
  });

  test("an answer may have 32 MiB", async () => {
    const gateway = new Gateway();
    const ofSize = (bytes: number) => {
      const start = '{"code":0,"data":[],"x":"';
      return new Response(`${start}${"y".repeat(bytes - start.length - 2)}"}`);
    };
    gateway.answers = [() => ofSize(33_554_432), () => ofSize(33_554_433)];
    const { otaJobs } = gateway.client({ auth: "none" });
    expect((await otaJobs.search()).jobs).toEqual([]);
    await expect(otaJobs.search()).rejects.toThrow("larger than 33554432 bytes");
  });

  test("only warnings and errors are logged", async () => {
    const gateway = new Gateway();
    gateway.answers = [() => found("a")];
    const logged: string[] = [];
    const at = (level: string) => (_: object, message: string) => void logged.push(`${level} ${message}`);
    const logger = { debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
    await gateway.client({ logger }).otaJobs.search();
    expect(logged).toEqual([]);
  });
});
