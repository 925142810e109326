import type { OtaJob } from "@enos-ota/client";

/** The jobs of the mock that `npm start` uses when no EnOS is configured; the first job is the API page's own return sample. */
export const jobs: readonly OtaJob[] = [
  {
    orgId: "yourOrgId",
    productKey: "yourProductKey",
    jobId: "yourJobId",
    name: {
      defaultValue: "name",
      i18nValue: { en_US: "name", zh_CN: "中文名", es_ES: "nombre", ja_JP: "名前" },
    },
    firmwareId: "5ed0dd4a646542001b3d113f",
    firmwareVersion: "1.1.0",
    firmwareName: { defaultValue: "firmware1", i18nValue: {} },
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
    createTime: 1591171274788,
  },
  {
    orgId: "yourOrgId",
    productKey: "yourProductKey",
    jobId: "5ed758ca49f032b4663063aa",
    name: { defaultValue: "Pump rollout", i18nValue: { en_US: "Pump rollout", zh_CN: "水泵升级" } },
    firmwareId: "5ed0dd4a646542001b3d113f",
    firmwareVersion: "1.2.0",
    firmwareName: { defaultValue: "pump-controller", i18nValue: { zh_CN: "水泵控制器" } },
    type: "verify",
    enableUpgradeRequest: false,
    upgradePolicy: "snapshot",
    upgradeScope: { type: "partial", versionNumbers: ["1.1.0"], deviceKeys: ["pump-0001"] },
    upgradeTimeout: 3600,
    status: "stopped",
    createTime: 1591084874788,
  },
];
