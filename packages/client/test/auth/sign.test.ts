import { describe, expect, test } from "vitest";
import { sha256 } from "../../src/auth/sha256.ts";
import { sign } from "../../src/auth/sign.ts";

const fixed = { accessToken: "xxxxaaaxxxx", secretKey: "xxxappSecretxxx", timestamp: 1572574909697 };
const endpoint = "https://gateway.example/connect-service/v2.1/ota-jobs?action=search&orgId=yourOrgId";

describe("sign", () => {
  test("returns the signature of the documentation's worked example", async () => {
    const body = '{\n  "count": 20,\n  "page": 1,\n  "desc": "描述"\n}';
    const url = "https://{apigw-address}/m/v1/b?k3=v3&k1=v1&k2=v2";
    expect(await sign({ ...fixed, url, body })).toBe(
      "59828328f6c1f9771015dc74e4929ae30f518a35a3d2353972c2ea46556fc981",
    );
  });

  test("returns the signature of a search without a body", async () => {
    expect(await sign({ ...fixed, url: endpoint })).toBe(
      "f97763f5aa761f9fa12cba064a2eac2350f9e5931a337c12d4de3605405c0354",
    );
  });

  test("returns the signature of a search with a body", async () => {
    const body = `{"expression":"productKey='yourProductKey'","pagination":{"pageNo":1,"pageSize":5}}`;
    expect(await sign({ ...fixed, url: new URL(endpoint), body })).toBe(
      "ed7a42def77b6ac9af8286497e92f8ab2c7da142e874ee2478cffedb1ac02861",
    );
  });

  test("signs decoded query values in the ASCII order of their names, and the first value of a repeated name", async () => {
    const signed = await sign({ ...fixed, url: "https://h/p?b=x%20y+z&a=%E6%B3%B5&B=1&b=ignored#part?c=1" });
    expect(signed).toBe(await sha256("xxxxaaaxxxxB1a泵bx y z1572574909697xxxappSecretxxx"));
  });

  test("hashes the token call as the vector says", async () => {
    expect(await sha256("5acb82e7-a11e-4300-9164-c8b20b638e8b1572574909697xxxappSecretxxx")).toBe(
      "83e2f674e53f1a71943b6c5fc9bd0eb27864c83075af8b4bf528f3faa8c7ca38",
    );
  });
});
