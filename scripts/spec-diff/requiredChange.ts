import type { RedoclyChange } from "./redocly.ts";

/** The properties that a change of `required` adds and removes. */
export function requiredChange({ base, revision }: RedoclyChange): {
  readonly gained: readonly string[];
  readonly lost: readonly string[];
} {
  const [before, after] = [textsOf(base?.value), textsOf(revision?.value)];
  return {
    gained: after.filter((name) => !before.includes(name)),
    lost: before.filter((name) => !after.includes(name)),
  };
}

function textsOf(value: unknown): readonly string[] {
  return [value ?? []].flat().map(String);
}
