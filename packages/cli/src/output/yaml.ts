import { stringify } from "yaml";
import { type RecordOptions, recordOf } from "./json.ts";
import type { JobWriter } from "./writer.ts";

/** One YAML list. Lists can be joined, so each page is written as it comes. */
export function yamlList(options: RecordOptions, isContinued = false): JobWriter {
  let isEmpty = !isContinued;
  return {
    write: (jobs) => {
      if (jobs.length === 0) return "";
      isEmpty = false;
      return stringify(
        jobs.map((job) => recordOf(job, options)),
        { lineWidth: 0, aliasDuplicateObjects: false },
      );
    },
    end: () => (isEmpty ? "[]\n" : ""),
  };
}
