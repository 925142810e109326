import { stringify } from "yaml";
import { type RecordOptions, recorder } from "./json.ts";
import type { JobWriter } from "./writer.ts";

/** One YAML list. Lists can be joined, so each page is written as it comes. */
export function yamlList(options: RecordOptions, isContinued = false): JobWriter {
  const recordOf = recorder(options);
  let isEmpty = !isContinued;
  return {
    write: (jobs) => {
      if (jobs.length === 0) return "";
      isEmpty = false;
      return stringify(
        jobs.map((job) => recordOf(job)),
        { lineWidth: 0, aliasDuplicateObjects: false },
      );
    },
    end: () => (isEmpty ? "[]\n" : ""),
  };
}
