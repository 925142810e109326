import type { Impact, SpecChange } from "./change.ts";
import { sameSchema, subjectOf } from "./names.ts";
import { packagesOf } from "./packages.ts";
import type { RedoclyChange } from "./redocly.ts";

/** A list of the forms that a value may have (`oneOf`, `anyOf`) which came in place of one with the other keyword. */
export interface NewForms {
  readonly removed: RedoclyChange;
  readonly added: RedoclyChange;
}

const keyword = /\/(oneOf|anyOf)$/;

/** Finds them: `redocly diff` reports a list that was removed and another that was added. */
export function findNewForms(changes: readonly RedoclyChange[]): {
  readonly newForms: readonly NewForms[];
  readonly rest: readonly RedoclyChange[];
} {
  const newForms = changes
    .filter(({ kind }) => kind === "removed")
    .flatMap((removed) => {
      const added = changes.find((other) => other.kind === "added" && replaces(other, removed));
      return added ? [{ removed, added }] : [];
    });
  const found = new Set(newForms.flatMap(({ removed, added }) => [removed, added]));
  return { newForms, rest: changes.filter((change) => !found.has(change)) };
}

function replaces(added: RedoclyChange, removed: RedoclyChange): boolean {
  return (
    keyword.test(added.path) &&
    keyword.test(removed.path) &&
    added.path.replace(keyword, "") === removed.path.replace(keyword, "")
  );
}

/**
 * Says what they mean for users. Where the forms are the same, types are the same too: only a value that fits several
 * forms is treated differently.
 */
export function describeNewForms(forms: NewForms, document: object, isSent: boolean): SpecChange {
  const { path, revision } = forms.added;
  const { impact, text } = judge(forms, isSent);
  return {
    impact,
    message: `${subjectOf(path, document).text} ${text}`,
    place: revision?.pointer ?? path,
    packages: packagesOf(path, document, impact === "breaking"),
  };
}

function judge({ removed, added }: NewForms, isSent: boolean): { impact: Impact; text: string } {
  if (!sameSchema(added.revision?.value, removed.base?.value)) {
    const todo = isSent ? "check which one you pass" : "check which one it is";
    return { impact: "breaking", text: `now has other forms: ${todo}.` };
  }
  if (added.path.endsWith("/anyOf")) {
    return { impact: "additive", text: "may now fit several of its forms at once." };
  }
  return isSent
    ? { impact: "breaking", text: "must now fit exactly one of its forms: check what you pass." }
    : { impact: "additive", text: "now fits exactly one of its forms." };
}
