import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { operations } from "../src/generated/operations.ts";
import { createOtaClient, type Logger, type LogLevel, type OtaClientOptions } from "../src/index.ts";
import { failure, found, Gateway } from "./support/gateway.ts";

function logger() {
  const entries: [LogLevel, object, string][] = [];
  const at = (level: LogLevel) => (fields: object, message: string) =>
    void entries.push([level, fields, message]);
  return { entries, debug: at("debug"), info: at("info"), warn: at("warn"), error: at("error") };
}

async function logged(logLevel: LogLevel | undefined) {
  const gateway = new Gateway();
  gateway.answers = [() => failure(99500), () => found("a")];
  const own = logger();
  await gateway.client({ logger: own, logLevel }).otaJobs.search();
  return own.entries;
}

test("at debug level requests, answers, tokens and retries are logged, with fields first as pino takes them", async () => {
  const entries = await logged("debug");
  expect(entries.map(([level, , message]) => `${level} ${message}`)).toEqual([
    "debug enos-ota: request",
    "debug enos-ota: response",
    "info enos-ota: got a token",
    "debug enos-ota: request",
    "debug enos-ota: response",
    "info enos-ota: retrying",
    "debug enos-ota: request",
    "debug enos-ota: response",
  ]);
  expect(entries[3]?.[1]).toEqual({ method: "POST", pathname: operations.searchOtaJobs.path });
  expect(entries[5]?.[1]).toEqual({ after: "OtaApiError", retries: 1, waitMs: 250 });
});

test("by default only warnings are logged; off is off", async () => {
  expect(await logged(undefined)).toEqual([]);
  expect(await logged("off")).toEqual([]);
  expect((await logged("info")).map(([level]) => level)).toEqual(["info", "info"]);
});

test("a logger that throws does not break a search, and console is a valid logger", async () => {
  const broken = (): never => {
    throw new Error("disk full");
  };
  const bad: Logger = { debug: broken, info: broken, warn: broken, error: broken };
  expect((await new Gateway().client({ logger: bad, logLevel: "debug" }).otaJobs.search()).jobs).toEqual([]);
  const withConsole: OtaClientOptions = { ...new Gateway().options(), logger: console };
  expect(createOtaClient(withConsole).otaJobs).toBeDefined();
});

test("an asynchronous logger whose promise rejects causes no unhandled rejection, whoever made the promise", async () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => void unhandled.push(reason);
  process.on("unhandledRejection", note);
  const later = async (): Promise<never> => {
    throw new Error("disk full");
  };
  const foreign = (): unknown => runInNewContext('Promise.reject(new Error("disk full"))');
  for (const fail of [later, foreign]) {
    const logger: Logger = { debug: fail, info: fail, warn: fail, error: fail };
    await new Gateway().client({ logger, logLevel: "debug" }).otaJobs.search();
  }
  await new Promise((resolve) => setImmediate(resolve));
  process.off("unhandledRejection", note);
  expect(unhandled).toEqual([]);
});
