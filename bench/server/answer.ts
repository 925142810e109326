import { readFileSync } from "node:fs";
import { parse } from "yaml";

/** Which page is asked for. */
export interface Asked {
  readonly pageNo: number;
  readonly pageSize: number;
}

/** The text of a page of a list of `total` jobs, all like the spec's example but for their ID and time: the newest first. */
export function answer({ pageNo, pageSize }: Asked, total: number): string {
  const first = (pageNo - 1) * pageSize;
  const jobs = Array.from({ length: Math.max(0, Math.min(pageSize, total - first)) }, (_, index) => {
    const place = first + index;
    return `${start}"${place.toString(16).padStart(24, "0")}"${middle}${newest - place * 1_000}${end}`;
  });
  const pagination = JSON.stringify({ sortedBy: null, pageNo, pageSize, totalSize: total });
  return `{"code":0,"msg":"OK","requestId":"bench","data":[${jobs.join(",")}],"pagination":${pagination}}`;
}

const newest = Date.UTC(2026, 0);
const [start = "", middle = "", end = ""] = JSON.stringify({
  ...exampleJob(),
  jobId: "?",
  createTime: "?",
}).split('"?"');

function exampleJob(): object {
  const document = parse(readFileSync(new URL("../../spec/openapi.yaml", import.meta.url), "utf8"));
  const [job] =
    document.paths["/connect-service/v2.1/ota-jobs"].post.responses["200"].content["application/json"]
      .examples.secondPage.value.data;
  return job;
}
