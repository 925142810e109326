import type { OtaJob } from "@enos-ota/client";

/** A job with what a test is about. */
export function job(changes: Partial<OtaJob> = {}): OtaJob {
  return {
    orgId: "o1",
    jobId: "5ed758ca49f032b4663063aa",
    name: { defaultValue: "Pump rollout", i18nValue: { zh_CN: "水泵升级" } },
    firmwareId: "5ed0dd4a646542001b3d113f",
    firmwareVersion: "1.1.0",
    firmwareName: { defaultValue: "pump", i18nValue: {} },
    type: "upgrade",
    enableUpgradeRequest: true,
    upgradePolicy: null,
    upgradeScope: { type: "total", versionNumbers: ["1.0"] },
    upgradeTimeout: 7200,
    status: "started",
    createTime: 1591171274788,
    ...changes,
  };
}
