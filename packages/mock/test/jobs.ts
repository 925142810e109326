import type { OtaJob } from "../src/core/job.ts";

/** A job with the fields that matter to a test; the others have ordinary values. */
export function job(jobId: string, changes: Partial<OtaJob> = {}): OtaJob {
  return {
    orgId: "o1",
    productKey: "BXwU4kMk",
    jobId,
    name: { defaultValue: `job ${jobId}`, i18nValue: {} },
    firmwareId: "5ed0dd4a646542001b3d113f",
    firmwareVersion: "1.1.0",
    firmwareName: { defaultValue: "firmware1", i18nValue: {} },
    type: "upgrade",
    enableUpgradeRequest: true,
    upgradePolicy: null,
    upgradeScope: { type: "total", versionNumbers: ["1.0"] },
    upgradeTimeout: 7200,
    status: "started",
    createTime: 1_591_171_274_788,
    ...changes,
  };
}
