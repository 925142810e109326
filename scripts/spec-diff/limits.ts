import type { SpecDocument } from "../generate/source/spec.ts";
import type { Impact, SpecChange } from "./change.ts";

/** Returns the changes of the page limits and of the API's timings. */
export function compareLimits(base: SpecDocument, revision: SpecDocument): readonly SpecChange[] {
  const page = "components/schemas/PaginationRequest/x-enos-pagination";
  return [
    ...compare(`#/${page}`, pagination(base), pagination(revision), judgePagination),
    // The client adapts to these timings without any change by users.
    ...compare("#/x-enos-timing", base["x-enos-timing"], revision["x-enos-timing"], () => "additive"),
  ];
}

function pagination({ components }: SpecDocument): object {
  return components.schemas.PaginationRequest["x-enos-pagination"];
}

function judgePagination(name: string, before: unknown, after: unknown): Impact {
  if (name === "recommendedPageSize") return "additive";
  if (name === "maximumPageSize") return Number(after) < Number(before) ? "breaking" : "additive";
  // First page, default page size, sort order: the same call now returns different jobs.
  return "breaking";
}

function compare(
  place: string,
  before: object,
  after: object,
  judge: (name: string, before: unknown, after: unknown) => Impact,
): readonly SpecChange[] {
  const [old, now] = [
    new Map<string, unknown>(Object.entries(before)),
    new Map<string, unknown>(Object.entries(after)),
  ];
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((name) => JSON.stringify(old.get(name)) !== JSON.stringify(now.get(name)))
    .map((name) => ({
      impact: !now.has(name)
        ? "breaking"
        : !old.has(name)
          ? "additive"
          : judge(name, old.get(name), now.get(name)),
      message: `\`${name}\` changed from ${JSON.stringify(old.get(name)) ?? "not set"} to ${JSON.stringify(now.get(name)) ?? "not set"}.`,
      place: `${place}/${name}`,
      packages: ["client", "mock"],
    }));
}
