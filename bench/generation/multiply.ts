import { parse, stringify } from "yaml";

/** The schemas that each copy of the search endpoint needs for itself; pagination, names and errors are shared. */
const owned = [
  "SearchRequest",
  "SearchSuccess",
  "JobInfo",
  "UpgradeScope",
  "AssetTreeScope",
  "RetryPolicy",
  "SchedulePolicy",
] as const;

const searchPath = "/connect-service/v2.1/ota-jobs";

/** The spec with its search endpoint `endpoints` times: each with a path, schemas and examples of its own. */
export function multiply(spec: string, endpoints: number): string {
  const document: Document = parse(spec);
  const search = document.paths[searchPath];
  if (search === undefined) throw new Error(`the spec has no ${searchPath}; say here what else to multiply`);
  for (let copy = 2; copy <= endpoints; copy++) {
    document.paths[`${searchPath}-${copy}`] = renamed(search, copy);
    for (const name of owned) {
      document.components.schemas[`${name}${copy}`] = renamed(document.components.schemas[name], copy);
    }
  }
  // YAML anchors would make the copies cheap to write and expensive to read, unlike a real spec of this size.
  return stringify(document, { aliasDuplicateObjects: false, lineWidth: 0 });
}

interface Document {
  readonly paths: Record<string, unknown>;
  readonly components: { readonly schemas: Record<string, unknown> };
}

/** A copy whose operation, schemas and named examples have names of their own. */
function renamed(part: unknown, copy: number): unknown {
  return JSON.parse(JSON.stringify(part), (key, value: unknown) => {
    if (key === "operationId") return `${value}${copy}`;
    if (key === "examples" && typeof value === "object" && value !== null && !Array.isArray(value)) {
      return Object.fromEntries(Object.entries(value).map(([name, example]) => [`${name}${copy}`, example]));
    }
    if (key === "$ref" && owned.some((name) => value === `#/components/schemas/${name}`)) {
      return `${value}${copy}`;
    }
    return value;
  });
}
