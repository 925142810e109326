import type { OtaJob } from "../core/job.ts";
import { checkOptionNames, describe } from "../wire/options.ts";
import { details, selection } from "./details.ts";
import { names } from "./names.ts";
import { Random } from "./random.ts";

/** The options of `generateJobs`. */
export interface GenerateOptions {
  /** The same seed makes the same jobs. @default 1 */
  readonly seed?: number;
  /** The organization of all jobs. @default "o1" */
  readonly orgId?: string;
}

/** 2026-01-01, in epoch milliseconds. Fixed, so that the jobs are the same on every day. */
const newest = 1_767_225_600_000;
/** 2010-01-01: however many jobs there are, none is older. */
const oldest = 1_262_304_000_000;

/**
 * Generates jobs as an organization has them after some years: both types and both statuses, a few products and
 * versions, names in the documented locales (some missing, some empty), jobs of new firmware, for which the API returns
 * no product or null, jobs of the same millisecond, and policies, schedules and scopes in the forms of the samples.
 * Deterministic: the same count and seed make the same jobs. Newest first.
 *
 * @throws Error for a count that is not a whole number
 *
 * @example
 * ```ts
 * const mock = createMockOta({ jobs: generateJobs(120, { seed: 7, orgId: "o15475466766371" }) });
 * ```
 */
export function generateJobs(count: number, options: GenerateOptions = {}): OtaJob[] {
  if (!Number.isInteger(count) || count < 0) {
    throw new Error(`generateJobs takes a whole number of jobs from 0, not ${describe(count)}.`);
  }
  checkOptionNames("generateJobs", options, ["seed", "orgId"]);
  const { seed = 1, orgId = "o1" } = options;
  const random = new Random(seed);
  const rare = new Random(seed + 1_000_003);
  const products = Array.from({ length: 8 }, () => productKey(random));
  const firmwares = Array.from({ length: 20 }, () => hex(random, 24));
  const most = Math.max(1, Math.min(3_600_000, Math.floor((newest - oldest) / count)));
  let createTime = newest;
  return Array.from({ length: count }, (_, index) => {
    const gap = random.integer(1, most);
    createTime -= rare.chance(0.02) ? 0 : gap;
    return generateJob(random, rare, { orgId, index, createTime, products, firmwares });
  });
}

interface Surroundings {
  readonly orgId: string;
  readonly index: number;
  readonly createTime: number;
  readonly products: readonly string[];
  readonly firmwares: readonly string[];
}

/** `rare` decides what only some jobs have, so that the rest stays as it was when something is added. */
function generateJob(
  random: Random,
  rare: Random,
  { orgId, index, createTime, products, firmwares }: Surroundings,
): OtaJob {
  const type = random.chance(0.8) ? "upgrade" : "verify";
  const [major, minor] = [random.integer(1, 3), random.integer(0, 5)];
  const version = `${major}.${minor}.${random.integer(0, 3)}`;
  const { job, firmware } = names(random, type, version);
  if (rare.chance(0.05)) job.i18nValue = { ...job.i18nValue, zh_CN: "" };
  const product = products[random.integer(0, products.length - 1)] ?? "";
  const isNewFirmware = random.chance(0.2);
  return {
    orgId,
    ...(isNewFirmware ? rare.chance(0.3) && { productKey: null } : { productKey: product }),
    // The first 8 digits are the second of creation, as in the samples; the last ones keep it unique.
    jobId: `${hexOf(createTime / 1000, 8)}${hex(random, 8)}${hexOf(index, 8)}`,
    name: job,
    firmwareId: firmwares[random.integer(0, firmwares.length - 1)] ?? "",
    firmwareVersion: version,
    firmwareName: firmware,
    type,
    enableUpgradeRequest: random.chance(0.5),
    upgradePolicy: type === "verify" ? null : random.pick(["snapshot", "incremental", null]),
    upgradeScope: scope(random, rare, type, `${major}.${Math.max(0, minor - 1)}.0`),
    upgradeTimeout: random.pick([300, 3600, 7200, 172_800]),
    status: random.chance(0.6) ? "started" : "stopped",
    createTime,
    ...details(rare, type, createTime),
  };
}

/** Verification jobs always have a partial scope. */
function scope(random: Random, rare: Random, type: OtaJob["type"], from: string): OtaJob["upgradeScope"] {
  const isTotal = type === "upgrade" && random.chance(0.7);
  const deviceKeys = Array.from(
    { length: random.integer(1, 3) },
    () => `device-${random.integer(1000, 9999)}`,
  );
  const versions = rare.chance(0.2) ? [from, "1.0"] : [from];
  if (!isTotal) return { ...selection(rare, deviceKeys), versionNumbers: versions };
  return {
    type: "total",
    versionNumbers: versions,
    deviceKeys: null,
    attributes: null,
    tags: null,
    assetTrees: null,
  };
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

function productKey(random: Random): string {
  return Array.from({ length: 8 }, () => letters[random.integer(0, letters.length - 1)]).join("");
}

function hex(random: Random, length: number): string {
  return Array.from({ length }, () => random.integer(0, 15).toString(16)).join("");
}

function hexOf(value: number, length: number): string {
  return Math.floor(value).toString(16).padStart(length, "0");
}
