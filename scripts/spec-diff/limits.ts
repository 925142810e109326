import type { SpecDocument } from "../generate/source/spec.ts";
import type { Impact, SpecChange } from "./change.ts";

/** The changes of page limits and of the API's times. */
export function compareLimits(base: SpecDocument, revision: SpecDocument): readonly SpecChange[] {
  const page = "components/schemas/PaginationRequest/x-enos-pagination";
  return [
    ...compare(`#/${page}`, pagination(base), pagination(revision), judgePagination),
    // The client keeps these times by itself, whatever they are.
    ...compare("#/x-enos-timing", base["x-enos-timing"], revision["x-enos-timing"], () => "additive"),
  ];
}

function pagination({ components }: SpecDocument): object {
  return components.schemas.PaginationRequest["x-enos-pagination"];
}

function judgePagination(name: string, before: unknown, after: unknown): Impact {
  if (name === "recommendedPageSize") return "additive";
  if (name === "maximumPageSize") return Number(after) < Number(before) ? "breaking" : "additive";
  // First page, default size, order: the same call now gives other jobs.
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
      message: `\`${name}\` is ${JSON.stringify(now.get(name)) ?? "gone"}, it was ${JSON.stringify(old.get(name)) ?? "not there"}.`,
      place: `${place}/${name}`,
      packages: ["client", "mock"],
    }));
}
