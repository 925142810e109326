import { describe, expect, test } from "vitest";
import { otaJobTable, parseExpression } from "../src/index.ts";

/** Every expression for this endpoint in the vendor's page and sample code, with its canonical form. */
const samples: readonly (readonly [string, string])[] = [
  // The endpoint's page.
  ["productKey='yourProductKey'", "productKey = 'yourProductKey'"],
  ["firmwareName like 'firmware1'", "firmwareName like 'firmware1'"],
  [
    "name like 'name' and firmwareName like 'firmware1'",
    "name like 'name' and firmwareName like 'firmware1'",
  ],
  ["firmwareName.defaultValue like 'xxx'", "firmwareName.defaultValue like 'xxx'"],
  ["firmwareName.zh_CN like 'xxx'", "firmwareName.zh_CN like 'xxx'"],
  ["firmwareName.en_US like 'xxx'", "firmwareName.en_US like 'xxx'"],
  ["name.defaultValue like 'xxx'", "name.defaultValue like 'xxx'"],
  ["name.zh_CN like 'xxx'", "name.zh_CN like 'xxx'"],
  ["name.en_US like 'xxx'", "name.en_US like 'xxx'"],
  // The Python samples.
  ["productKey ='pk'", "productKey = 'pk'"],
  ["productKey in ('pk')", "productKey in ('pk')"],
  ["firmwareId in ('5ed0dd4a646542001b3d113f')", "firmwareId in ('5ed0dd4a646542001b3d113f')"],
  ["firmwareVersion in ('1.1','1.2')", "firmwareVersion in ('1.1', '1.2')"],
  ["type  = 'upgrade'", "type = 'upgrade'"],
  ["status = 'stopped'", "status = 'stopped'"],
  ["firmwareName like 'Python_Firmware_V1.2_Veri'", "firmwareName like 'Python_Firmware_V1.2_Veri'"],
  ["firmwareName.en_US like 'Python_Firmware_Name'", "firmwareName.en_US like 'Python_Firmware_Name'"],
  ["firmwareName.zh_CN like '固件名称'", "firmwareName.zh_CN like '固件名称'"],
  ["firmwareName like 'e_1.2'", "firmwareName like 'e_1.2'"],
  ["firmwareName like '件_1.2'", "firmwareName like '件_1.2'"],
  // The Java samples, here and elsewhere in the same service: double quotes, upper-case keywords.
  ['productKey in ("pk")', "productKey in ('pk')"],
  ['firmwareId in ("5ed0dd4a646542001b3d113f")', "firmwareId in ('5ed0dd4a646542001b3d113f')"],
  [`type = 'verify' AND productKey = "pk"`, "type = 'verify' and productKey = 'pk'"],
  [`productKey in ("pk1") AND firmwareId in ("f1")`, "productKey in ('pk1') and firmwareId in ('f1')"],
];

describe("the vendor's samples", () => {
  test.each(samples)("%s", (text, canonical) => {
    const written = canonical.replaceAll(" and ", ` ${otaJobTable.connectives[0]} `);
    expect(String(parseExpression(text))).toBe(written);
    expect(String(parseExpression(canonical))).toBe(written);
  });
});
