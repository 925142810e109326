// Draft of what `pnpm generate` will write here; replaced by the generated file.

/** What the search accepts in an expression: each field with its operators and where its value is read. */
export const fields = {
  productKey: { operators: ["=", "in"], property: "productKey" },
  firmwareId: { operators: ["=", "in"], property: "firmwareId" },
  firmwareVersion: { operators: ["=", "in"], property: "firmwareVersion" },
  type: { operators: ["="], property: "type", values: ["verify", "upgrade"] },
  status: { operators: ["="], property: "status", values: ["started", "stopped"] },
  firmwareName: { operators: ["like"], property: "firmwareName", names: ["defaultValue", "zh_CN", "en_US"], match: "any" },
  "firmwareName.defaultValue": { operators: ["like"], property: "firmwareName", names: ["defaultValue"], match: "first" },
  "firmwareName.zh_CN": { operators: ["like"], property: "firmwareName", names: ["zh_CN", "defaultValue"], match: "first" },
  "firmwareName.en_US": { operators: ["like"], property: "firmwareName", names: ["en_US", "defaultValue"], match: "first" },
  name: { operators: ["like"], property: "name", names: ["defaultValue", "zh_CN", "en_US"], match: "any" },
  "name.defaultValue": { operators: ["like"], property: "name", names: ["defaultValue"], match: "first" },
  "name.zh_CN": { operators: ["like"], property: "name", names: ["zh_CN", "defaultValue"], match: "first" },
  "name.en_US": { operators: ["like"], property: "name", names: ["en_US", "defaultValue"], match: "first" },
} as const;
