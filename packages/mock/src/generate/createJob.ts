import { checkRecord } from "../core/checkRecords.ts";
import type { OtaJob } from "../core/job.ts";
import { otaJobs } from "../core/otaJobs.ts";
import { checkOptionNames } from "../wire/options.ts";

/** The fields that are left out are those of an ordinary upgrade job, in the manner of the documentation's samples. */
const sample: OtaJob = {
  orgId: "o1",
  productKey: "BXwU4kMk",
  jobId: "5ed758ca49f032b4663063aa",
  name: { defaultValue: "Pump upgrade 1.1.0", i18nValue: { en_US: "Pump upgrade 1.1.0" } },
  firmwareId: "5ed0dd4a646542001b3d113f",
  firmwareVersion: "1.1.0",
  firmwareName: { defaultValue: "pump-firmware", i18nValue: {} },
  type: "upgrade",
  enableUpgradeRequest: true,
  upgradePolicy: null,
  upgradeScope: {
    type: "total",
    versionNumbers: ["1.0"],
    deviceKeys: null,
    attributes: null,
    tags: null,
    assetTrees: null,
  },
  upgradeTimeout: 7200,
  status: "started",
  createTime: 1_591_171_274_788,
};

const optionalNames = [
  "retryPolicy",
  "schedulePolicy",
  "maximumConcurrency",
  "startSchedule",
  "endSchedule",
  "startAfterCreate",
] as const satisfies readonly (keyof OtaJob)[];

const fieldNames: readonly string[] = [...Object.keys(sample), ...optionalNames];

let created = 0;

/**
 * Creates one valid job from the fields that a test is about; the rest is an ordinary job of organization `o1`. Each
 * call makes another `jobId`, unless one is given. A field given as `undefined` is left out.
 *
 * @throws Error for a field that a job does not have, or a value that it cannot have
 *
 * @example
 * ```ts
 * mock.jobs.add(createJob({ status: "stopped" }), createJob({ productKey: undefined }));
 * ```
 */
export function createJob(
  fields: { readonly [Name in keyof OtaJob]?: OtaJob[Name] | undefined } = {},
): OtaJob {
  checkOptionNames("createJob", fields, fieldNames);
  created += 1;
  const jobId = `5ed758ca49f032b4${created.toString(16).padStart(8, "0")}`;
  const job: OtaJob = { ...structuredClone(sample), jobId };
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) Reflect.deleteProperty(job, name);
    else Object.assign(job, { [name]: value });
  }
  return checkRecord(otaJobs, job, "The job");
}
