import { createHash } from "node:crypto";
import { generateJobs } from "@enos-ota/mock";
import { type MockServer, startMockServer } from "@enos-ota/mock/prism";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

// Requests of public clients that are in no registry, rebuilt from their sources, byte for byte where that matters.

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const searchPath = "/connect-service/v2.1/ota-jobs?action=search&orgId=o1";
const tokenPath = "/apim-token-service/v2.0/token";
let now = Date.now();
/** A timestamp that no other call has used. */
const timestamp = (): number => ++now;

let signed: MockServer;
let byToken: MockServer;
beforeAll(async () => {
  const jobs = generateJobs(20);
  signed = await startMockServer({ jobs });
  byToken = await startMockServer({ jobs, auth: { mode: "token" } });
});
afterAll(() => Promise.all([signed.stop(), byToken.stop()]));

async function call(url: string, body: string, headers: Readonly<Record<string, string>> = {}) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json;charset=UTF-8", ...headers },
    body,
  });
  return response.json();
}

function credentials({ auth }: MockServer, time: number) {
  return { appKey: auth.accessKey, encryption: sha256(auth.accessKey + time + auth.secretKey) };
}

describe("the vendor's Java integration SDK over HTTP, and the Go client for edge gateways", () => {
  it("gets a token with a timestamp as text, refreshes it early, and sends it without a signature", async () => {
    const first = timestamp();
    const got = await call(
      `${byToken.url}${tokenPath}/get`,
      JSON.stringify({ ...credentials(byToken, first), timestamp: String(first) }),
    );
    expect(got).toMatchObject({ status: 0, data: { expire: 7200 } });
    const second = timestamp();
    const refreshed = await call(
      `${byToken.url}${tokenPath}/refresh`,
      JSON.stringify({
        ...credentials(byToken, second),
        timestamp: String(second),
        accessToken: got.data.accessToken,
      }),
    );
    expect(refreshed).toMatchObject({ status: 0 });
    const headers = { "apim-accesstoken": refreshed.data.accessToken };
    expect(await call(byToken.url + searchPath, "{}", headers)).toMatchObject({ code: 0 });
  });
});

describe("the DECADA clients for mbed and Zephyr", () => {
  it("sign the action, the other parameters and the body, with a timestamp as text", async () => {
    const first = timestamp();
    const { data } = await call(
      `${signed.url}${tokenPath}/get`,
      `{"appKey":"${signed.auth.accessKey}","encryption":"${credentials(signed, first).encryption}","timestamp":"${first}"}`,
    );
    const body = '{"expression":"status=\'started\'"}';
    const time = timestamp();
    const headers = {
      "apim-accesstoken": data.accessToken,
      "apim-timestamp": String(time),
      "apim-signature": sha256(
        `${data.accessToken}actionsearchorgIdo1${body}${time}${signed.auth.secretKey}`,
      ),
    };
    expect(await call(signed.url + searchPath, body, headers)).toMatchObject({ code: 0 });
  });
});

describe("the Node gateway of the vendor's demo", () => {
  it("sends an SDK-style token, in base64 of one RSA block of 2048 bits", async () => {
    const headers = {
      "apim-accesstoken": Buffer.alloc(256, 7).toString("base64"),
      "content-type": "application/json;charset=utf-8",
    };
    const body = JSON.stringify({ pagination: { pageNo: 1, pageSize: 5, sorters: null } });
    expect(await call(byToken.url + searchPath, body, headers)).toMatchObject({ code: 0 });
  });
});

describe("the documentation's Java sample", () => {
  it("signs decoded query values in the order of their names, and only the first value of a repeated name", async () => {
    const first = timestamp();
    const { data } = await call(
      `${signed.url}${tokenPath}/get`,
      JSON.stringify({ ...credentials(signed, first), timestamp: first }),
    );
    const time = timestamp();
    const body = '{\n  "pagination": { "pageNo": 1, "pageSize": 2 }\n}';
    const headers = {
      "apim-accesstoken": data.accessToken,
      "apim-timestamp": String(time),
      "apim-signature": sha256(
        `${data.accessToken}actionsearchlabela borgIdo1${body}${time}${signed.auth.secretKey}`,
      ),
    };
    const path = searchPath.replace("?", "?label=a+b&label=second&");
    expect(await call(signed.url + path, body, headers)).toMatchObject({ code: 0 });
  });
});
