import { describe, expect, it } from "vitest";
import { readSpec } from "../support/spec.ts";

// The samples of the page "V2.1 Search OTA Job", letter by letter but for the `//deprecated` remarks,
// which are `deprecated: true` in the spec.
const requestSamples = {
  byProductKey: `{
    "expression":"productKey='yourProductKey'",
    "pagination":{
        "pageNo":1,
        "pageSize":5
    }
}`,
  byFirmwareName: `{
  "expression": "firmwareName like 'firmware1'",
  "pagination": {
      "pageNo": 1,
      "pageSize": 5
  }
}`,
  byNameAndFirmwareName: `{
  "expression": "name like 'name' and firmwareName like 'firmware1'"
}`,
};

const returnSample = `{
    "code":0,
    "msg":"OK",
    "requestId":"99344e67-c79b-46bd-91d1-3ce3503ae769",
    "data":[
        {
            "orgId":"yourOrgId",
            "productKey":"yourProductKey",
            "jobId":"yourJobId",
            "name":{
                "defaultValue":"name",
                "i18nValue":{
                  "en_US":"name",
                  "zh_CN":"中文名",
                  "es_ES":"nombre",
                  "ja_JP":"名前"
        }
            },
            "firmwareId":"5ed0dd4a646542001b3d113f",
            "firmwareVersion":"1.1.0",
            "firmwareName":{
                "defaultValue":"firmware1",
                "i18nValue":{

                }
            },
            "type":"upgrade",
            "enableUpgradeRequest":true,
            "upgradePolicy":null,
            "upgradeScope":{
                "type":"total",
                "versionNumbers":[
                    "1.0"
                ],
                "deviceKeys":null,
                "attributes":null,
                "tags":null,
                "assetTrees":null
            },
            "upgradeTimeout":7200,
            "startSchedule":null,
            "endSchedule":null,
            "status":"started",
            "createTime":1591171274788
        }
    ],
    "pagination":{
        "sortedBy":null,
        "pageNo":1,
        "pageSize":5,
        "totalSize":1
    }
}`;

interface Examples {
  readonly examples: Readonly<Record<string, { readonly value: unknown }>>;
}

interface SearchPath {
  readonly post: {
    readonly requestBody: { readonly content: { readonly "application/json": Examples } };
    readonly responses: { readonly "200": { readonly content: { readonly "application/json": Examples } } };
  };
}

function examplesOf({ post }: SearchPath): Examples["examples"] {
  return post.responses["200"].content["application/json"].examples;
}

const spec = await readSpec();
const paths = Object.values(spec["paths"] as Record<string, SearchPath>);
const { post } = paths.find((path) => "found" in examplesOf(path)) as SearchPath;

describe("the examples of the spec contain, unchanged, the vendor page's", () => {
  it.each(Object.entries(requestSamples))("request sample: %s", (name, sample) => {
    expect(post.requestBody.content["application/json"].examples[name]?.value).toEqual(JSON.parse(sample));
  });

  it("return sample, which comes first", () => {
    const { examples } = post.responses["200"].content["application/json"];
    expect(examples["found"]?.value).toEqual(JSON.parse(returnSample));
    // The first named example is what Prism answers when it is asked for nothing special.
    expect(Object.keys(examples)[0]).toBe("found");
  });

  it("error code 99400 with its message", () => {
    const { examples } = post.responses["200"].content["application/json"];
    expect(examples["operatorNotAllowed"]?.value).toMatchObject({
      code: 99400,
      msg: "Do not allow operator op =, allowed op [like]",
    });
  });
});
