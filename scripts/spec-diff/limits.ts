import type { Pagination, SpecDocument, Timing } from "../generate/source/spec.ts";
import type { Impact, PackageName, SpecChange } from "./change.ts";

/** Returns the changes of the page limits, of the API's times, and of the permissions. */
export function compareLimits(base: SpecDocument, revision: SpecDocument): readonly SpecChange[] {
  return [
    ...comparePagination(paginationOf(base), paginationOf(revision)),
    ...compareTiming(base["x-enos-timing"], revision["x-enos-timing"]),
    ...comparePermissions(base, revision),
  ];
}

function paginationOf({ components }: SpecDocument): Pagination {
  return components.schemas.PaginationRequest["x-enos-pagination"];
}

function comparePagination(old: Pagination, now: Pagination): readonly SpecChange[] {
  const changes: SpecChange[] = [];
  const add = (
    impact: Impact,
    name: keyof Pagination,
    message: string,
    packages: readonly PackageName[] = ["client", "mock"],
  ): void => {
    const place = `#/components/schemas/PaginationRequest/x-enos-pagination/${name}`;
    changes.push({ impact, message, place, packages });
  };
  if (old.maximumPageSize > now.maximumPageSize) {
    add(
      "breaking",
      "maximumPageSize",
      `A page now holds at most ${now.maximumPageSize} jobs (before: ${old.maximumPageSize}): ask for no larger \`pageSize\`.`,
      ["cli", "client", "mock"],
    );
  } else if (old.maximumPageSize < now.maximumPageSize) {
    add(
      "additive",
      "maximumPageSize",
      `A page can now hold ${now.maximumPageSize} jobs (before: ${old.maximumPageSize}).`,
      ["cli", "client", "mock"],
    );
  }
  if (old.recommendedPageSize !== now.recommendedPageSize) {
    add(
      "additive",
      "recommendedPageSize",
      `An iteration without \`pageSize\` now reads pages of ${now.recommendedPageSize} jobs (before: ${old.recommendedPageSize}).`,
      ["client"],
    );
  }
  // The same call now returns other jobs, which no compiler can detect.
  if (old.defaultPageSize !== now.defaultPageSize) {
    add(
      "breaking",
      "defaultPageSize",
      `A search without \`pagination\` now returns ${now.defaultPageSize} jobs (before: ${old.defaultPageSize}).`,
    );
  }
  if (old.firstPageNo !== now.firstPageNo) {
    add(
      "breaking",
      "firstPageNo",
      `Pages are now numbered from ${now.firstPageNo} (before: from ${old.firstPageNo}): check each \`pageNo\`.`,
    );
  }
  if (orderOf(old) !== orderOf(now)) {
    add(
      "breaking",
      "sortedBy",
      `Jobs now come sorted by ${orderOf(now)} (before: by ${orderOf(old)}): the same call returns other jobs first.`,
      ["cli", "client", "mock"],
    );
  }
  return changes;
}

function orderOf({ sortedBy: { field, order } }: Pagination): string {
  return `\`${field}\`, the ${order === "DESC" ? "greatest" : "least"} first`;
}

/** What each time drives, and in which packages. Users need not change anything. */
const times: Readonly<
  Record<
    keyof Timing,
    { readonly packages: readonly PackageName[]; readonly message: (seconds: number) => string }
  >
> = {
  consistencyDelaySeconds: {
    packages: ["cli", "client"],
    message: (seconds) => `\`waitFor()\` now looks for the first time after ${seconds} s`,
  },
  signatureWindowSeconds: {
    packages: ["mock"],
    message: (seconds) => `The mock now accepts timestamps that are up to ${seconds} s off`,
  },
  tokenLifetimeSeconds: {
    packages: ["mock"],
    message: (seconds) => `Tokens of the mock now live for ${seconds} s`,
  },
};

function compareTiming(old: Timing, now: Timing): readonly SpecChange[] {
  return (["consistencyDelaySeconds", "signatureWindowSeconds", "tokenLifetimeSeconds"] as const)
    .filter((name) => old[name] !== now[name])
    .map((name) => ({
      impact: "additive",
      message: `${times[name].message(now[name])} (before: ${old[name]} s).`,
      place: `#/x-enos-timing/${name}`,
      packages: times[name].packages,
    }));
}

function comparePermissions(base: SpecDocument, revision: SpecDocument): readonly SpecChange[] {
  const [before, after] = [permissionsOf(base), permissionsOf(revision)];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((operation) => before[operation] !== after[operation])
    .map((operation) => ({
      impact: "documentation",
      message: `The message about a missing permission for \`${operation}\` now names ${after[operation] ?? "none"} (before: ${before[operation] ?? "none"}).`,
      place: `#/paths/…/${operation}/x-enos-permission`,
      packages: ["client"],
    }));
}

/** The permission that each operation needs, in words. */
function permissionsOf({ paths }: SpecDocument): Readonly<Record<string, string>> {
  const operations = Object.values(paths).flatMap((methods) => Object.values(methods));
  return Object.fromEntries(
    operations.flatMap(({ operationId, "x-enos-permission": permission }) =>
      permission === undefined
        ? []
        : [[operationId, `the operation ${permission.operation} of the service ${permission.service}`]],
    ),
  );
}
