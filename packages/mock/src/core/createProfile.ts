import { didYouMean } from "../wire/didYouMean.ts";
import { describe } from "../wire/options.ts";
import type { Profile, ProfileEntry } from "./profile.ts";
import { profileEntries } from "./profileEntries.ts";

/** What the mock assumes unless told otherwise. */
export const defaultProfile: Profile = defaults();

/**
 * Returns a whole profile: the defaults with `changes`, which may come from a file.
 *
 * @throws Error for an entry that does not exist, or for a value that it cannot have
 *
 * @example
 * ```ts
 * createMockOta({ profile: { or: "accepted", pageSizeAboveMaximum: "capped" } });
 * ```
 */
export function createProfile(changes: unknown = {}): Profile {
  if (typeof changes !== "object" || changes === null || Array.isArray(changes)) {
    throw new Error(`A profile is an object such as { "or": "accepted" }, not ${describe(changes)}.`);
  }
  const profile: Record<string, unknown> = { ...defaultProfile };
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) continue;
    checkEntry(name, value);
    profile[name] = value;
  }
  return asProfile(profile);
}

function checkEntry(name: string, value: unknown): void {
  const names = Object.keys(profileEntries);
  if (!isEntryName(name)) {
    throw new Error(
      `A profile has no entry "${name}".${didYouMean(name, names)} Its entries: ${names.join(", ")}.`,
    );
  }
  const { values, question } = profileEntries[name];
  if (isAllowed(values, value)) return;
  throw new Error(
    `The profile's entry ${name} must be ${allowedOf(values)}, not ${given(values, value)}. (${question})`,
  );
}

type Values = ProfileEntry<unknown>["values"];

function allowedOf(values: Values): string {
  if ("least" in values) return `a whole number from ${values.least} to ${values.most}`;
  if ("each" in values) return `a list such as ${JSON.stringify([values.example])}`;
  return `one of ${values.map((allowedValue) => JSON.stringify(allowedValue)).join(", ")}`;
}

function given(values: Values, value: unknown): string {
  if (!("each" in values && Array.isArray(value))) return describe(value);
  return `a list with ${describe(value.find((one) => !isAllowed(values, [one])))}`;
}

function isAllowed(values: Values, value: unknown): boolean {
  if ("each" in values) {
    return Array.isArray(value) && value.every((one) => typeof one === "string" && values.each.test(one));
  }
  if (!("least" in values)) return values.some((allowed) => allowed === value);
  return Number.isInteger(value) && Number(value) >= values.least && Number(value) <= values.most;
}

function isEntryName(name: string): name is keyof Profile {
  return Object.hasOwn(profileEntries, name);
}

function defaults(): Profile {
  return asProfile(
    Object.fromEntries(Object.entries(profileEntries).map(([name, entry]) => [name, entry.default])),
  );
}

/** Every entry of the record was checked, or is a default. */
function asProfile(record: object): Profile {
  if (!isProfile(record)) throw new Error("The profile lacks an entry; this is a fault of the mock.");
  return record;
}

function isProfile(record: object): record is Profile {
  return Object.entries(profileEntries).every(
    ([name, { values }]) => name in record && isAllowed(values, new Map(Object.entries(record)).get(name)),
  );
}
