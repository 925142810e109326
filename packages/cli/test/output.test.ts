import stringWidth from "string-width";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { parse } from "yaml";
import { parseColumns } from "../src/output/columns.ts";
import { csv } from "../src/output/csv.ts";
import { formatOfFile } from "../src/output/format.ts";
import { jsonArray, jsonLines } from "../src/output/json.ts";
import { table } from "../src/output/table.ts";
import { Terminal } from "../src/output/terminal.ts";
import { yamlList } from "../src/output/yaml.ts";
import { job } from "./jobs.ts";

const whole = { columns: undefined, raw: false };

describe("JSON and YAML", () => {
  it("show whole jobs, with times in ISO 8601", () => {
    const [line = ""] = jsonLines(whole).write([job()]).split("\n");
    expect(JSON.parse(line)).toEqual({ ...job(), createTime: "2020-06-03T08:01:14.788Z" });
  });

  it("show jobs as the API returned them with --raw", () => {
    expect(JSON.parse(jsonLines({ ...whole, raw: true }).write([job()]))).toEqual(job());
  });

  it("show chosen columns; a locale that is missing falls back to the default name, as in a search", () => {
    const columns = ["jobId", "name.zh_CN", "firmwareName.zh_CN", "productKey"];
    expect(JSON.parse(jsonLines({ columns, raw: false }).write([job()]))).toEqual({
      jobId: job().jobId,
      "name.zh_CN": "水泵升级",
      "firmwareName.zh_CN": "pump",
      productKey: null,
    });
  });

  it.each([0, 1, 3])("are one valid list of %i jobs, written page by page", (count) => {
    const pages = Array.from({ length: count }, (_, index) => [job({ jobId: String(index) })]);
    const written = [jsonArray(whole), yamlList(whole)].map(
      (writer) => pages.map((page) => writer.write(page)).join("") + writer.end(),
    );
    expect(JSON.parse(written[0] ?? "")).toHaveLength(count);
    expect(parse(written[1] ?? "")).toHaveLength(count);
  });
});

describe("CSV", () => {
  it("has a header, quotes what needs it, and writes objects as JSON", () => {
    const writer = csv({ columns: ["jobId", "name", "upgradeScope", "createTime"], bom: false });
    const name = { defaultValue: 'a "b", c\nd', i18nValue: {} };
    expect(writer.write([job({ name })])).toBe(
      "jobId,name,upgradeScope,createTime\n" +
        '5ed758ca49f032b4663063aa,"a ""b"", c\nd","{""type"":""total"",""versionNumbers"":[""1.0""]}",2020-06-03T08:01:14.788Z\n',
    );
    expect(writer.end()).toBe("");
  });

  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])("keeps a spreadsheet from running %j", (text) => {
    const name = { defaultValue: text, i18nValue: {} };
    const [, line = ""] = csv({ columns: ["name"], bom: false })
      .write([job({ name })])
      .split(/\n/);
    expect(line.replace(/^"/, "")).toMatch(/^'/);
  });

  it("has its header also without jobs, and a byte order mark on request", () => {
    expect(csv({ columns: ["jobId"], bom: true }).end()).toBe("\uFEFFjobId\n");
  });

  it("has no second header when an export is continued", () => {
    expect(csv({ columns: ["jobId"], bom: true, isContinued: true }).end()).toBe("");
  });
});

describe("a table", () => {
  const terminal = new Terminal({ color: false });
  beforeEach(() => {
    vi.stubEnv("COLUMNS", "60");
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it.each([30, 60, 80, 140])("is no wider than %i columns, Chinese names included", (width) => {
    vi.stubEnv("COLUMNS", String(width));
    const name = { defaultValue: "风力发电机固件升级任务，第三批次", i18nValue: {} };
    const text = table({ columns: ["name", "status", "type"], hasSeveralOrgs: false }, terminal).write([
      job({ name }),
    ]);
    for (const line of text.split("\n")) expect(stringWidth(line)).toBeLessThanOrEqual(width);
    expect(text).toContain("风力");
  });

  it("leaves columns out rather than cutting IDs, and says so", () => {
    const writer = table({ columns: undefined, hasSeveralOrgs: false }, terminal);
    expect(writer.write([job()])).toContain("5ed758ca49f032b4663063aa  Pump rollout");
    expect(writer.remark?.()).toContain("too narrow for");
  });

  it("shows no control characters of a name, which a terminal would obey", () => {
    const name = { defaultValue: "a\u001B[2Jb\u009Bc\u202Ed\ne", i18nValue: {} };
    const text = table({ columns: ["name"], hasSeveralOrgs: false }, terminal).write([job({ name })]);
    expect(text).toBe("name\na\uFFFD[2Jb\uFFFDc\uFFFDd\uFFFDe\n");
  });

  it("goes on with the widths of the first page", () => {
    const writer = table({ columns: ["name", "status"], hasSeveralOrgs: false }, terminal);
    writer.write([job()]);
    const long = { defaultValue: "A very long name of a job", i18nValue: {} };
    expect(writer.write([job({ name: long })])).toBe("A very long…  started\n");
  });
});

describe("--columns", () => {
  it("names the property that does not exist, and the one that was meant", () => {
    expect(() => parseColumns("jobid")).toThrow('jobs have no property "jobid". Did you mean jobId?');
    expect(() => parseColumns(" , ")).toThrow("--columns needs names of properties");
    expect(parseColumns("jobId, name.zh_CN")).toEqual(["jobId", "name.zh_CN"]);
  });
});

describe("the ending of a file", () => {
  it.each([
    ["jobs.csv", "csv"],
    ["C:\\data\\JOBS.CSV", "csv"],
    ["jobs.yml", "yaml"],
    ["2026-01.ndjson", "jsonl"],
    ["jobs", "jsonl"],
    ["/dev/full", "jsonl"],
  ])("%s decides the format: %s", (path, format) => expect(formatOfFile(path)).toBe(format));

  it.each(["jobs.xlsx", "jobs.table", "jobs.constructor"])("%s is refused, with what there is", (path) => {
    expect(() => formatOfFile(path)).toThrow(/no format has the ending \.\w+\. Use \.csv, \.json/);
  });
});
