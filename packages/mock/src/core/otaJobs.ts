import { parseExpression } from "@enos-ota/query";
import { compile } from "@enos-ota/query/evaluate";
import { fieldSources } from "../generated/fieldSources.ts";
import { sortedBy } from "../generated/limits.ts";
import { jobInfo, searchRequest } from "../generated/validators.js";
import type { Endpoint } from "./endpoint.ts";
import type { OtaJob } from "./job.ts";

/** The search for OTA jobs. */
export const otaJobs: Endpoint<OtaJob> = {
  action: "search",
  noun: "job",
  record: jobInfo,
  request: searchRequest,
  idOf: ({ jobId }) => jobId,
  sortedBy,
  sources: fieldSources,
  parse: parseExpression,
  compile,
};
