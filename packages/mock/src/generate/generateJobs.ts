import type { OtaJob } from "../core/job.ts";
import { names } from "./names.ts";
import { Random } from "./random.ts";

/** What the generated jobs are like. */
export interface GenerateOptions {
  /** The same seed gives the same jobs. Default: 1. */
  readonly seed?: number;
  /** The organization of all of them. Default: `o1`. */
  readonly orgId?: string;
}

/** 2026-01-01, in epoch milliseconds. Fixed, so that the jobs are the same on every day. */
const newest = 1_767_225_600_000;
/** 2010-01-01: however many jobs there are, none is older. */
const oldest = 1_262_304_000_000;

/**
 * Makes jobs as an organization that has been at it for a while has them: both types and both statuses, a few
 * products and versions, names in the documented locales (some missing), and some jobs of new firmware, for which
 * the API returns no product. Deterministic: the same count and seed give the same jobs. Newest first.
 */
export function generateJobs(count: number, { seed = 1, orgId = "o1" }: GenerateOptions = {}): OtaJob[] {
  if (!Number.isInteger(count) || count < 0) {
    throw new Error(`generateJobs takes a whole number of jobs from 0, not ${count}.`);
  }
  const random = new Random(seed);
  const products = Array.from({ length: 8 }, () => productKey(random));
  const firmwares = Array.from({ length: 20 }, () => hex(random, 24));
  const most = Math.max(1, Math.min(3_600_000, Math.floor((newest - oldest) / count)));
  let createTime = newest;
  return Array.from({ length: count }, (_, index) => {
    createTime -= random.integer(1, most);
    return generateJob(random, { orgId, index, createTime, products, firmwares });
  });
}

interface Surroundings {
  readonly orgId: string;
  readonly index: number;
  readonly createTime: number;
  readonly products: readonly string[];
  readonly firmwares: readonly string[];
}

function generateJob(
  random: Random,
  { orgId, index, createTime, products, firmwares }: Surroundings,
): OtaJob {
  const type = random.chance(0.8) ? "upgrade" : "verify";
  const [major, minor] = [random.integer(1, 3), random.integer(0, 5)];
  const version = `${major}.${minor}.${random.integer(0, 3)}`;
  const { job, firmware } = names(random, type, version);
  const product = products[random.integer(0, products.length - 1)] ?? "";
  const isNewFirmware = random.chance(0.2);
  return {
    orgId,
    ...(!isNewFirmware && { productKey: product }),
    // The first 8 digits are the second of creation, as in the samples; the last ones keep it unique.
    jobId: `${hexOf(createTime / 1000, 8)}${hex(random, 8)}${hexOf(index, 8)}`,
    name: job,
    firmwareId: firmwares[random.integer(0, firmwares.length - 1)] ?? "",
    firmwareVersion: version,
    firmwareName: firmware,
    type,
    enableUpgradeRequest: random.chance(0.5),
    upgradePolicy: type === "verify" ? null : random.pick(["snapshot", "incremental", null]),
    upgradeScope: scope(random, type, `${major}.${Math.max(0, minor - 1)}.0`),
    upgradeTimeout: random.pick([300, 3600, 7200, 172_800]),
    status: random.chance(0.6) ? "started" : "stopped",
    createTime,
  };
}

/** Verification jobs always have a partial scope. */
function scope(random: Random, type: OtaJob["type"], from: string): OtaJob["upgradeScope"] {
  const isTotal = type === "upgrade" && random.chance(0.7);
  const deviceKeys = Array.from(
    { length: random.integer(1, 3) },
    () => `device-${random.integer(1000, 9999)}`,
  );
  return {
    type: isTotal ? "total" : "partial",
    versionNumbers: [from],
    deviceKeys: isTotal ? null : deviceKeys,
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
