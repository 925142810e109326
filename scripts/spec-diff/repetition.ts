import type { RedoclyChange, Side } from "./redocly.ts";
import { requiredChange } from "./requiredChange.ts";

/**
 * Leaves out what another change already says: that a property which was removed is no longer required, that one
 * which was added to an answer is always there, and that a property which each call now needs is new.
 *
 * @param all every change that was found, renamed properties too
 */
export function withoutRepetition(
  changes: readonly RedoclyChange[],
  all: readonly RedoclyChange[],
  isSent: (change: RedoclyChange) => boolean,
): readonly RedoclyChange[] {
  const propertiesOf = (kind: RedoclyChange["kind"], schema: string): readonly string[] =>
    all.flatMap((change) => {
      const [, parent, name] = /^(.*)\/properties\/([^/]+)$/.exec(change.path) ?? [];
      if (parent !== schema || name === undefined) return [];
      // The path has the new name.
      if (change.property === "key") return [kind === "removed" ? String(change.base?.value) : name];
      return change.kind === kind ? [name] : [];
    });
  const needed = new Set(
    changes
      .filter((change) => change.property === "required" && isSent(change))
      .flatMap((change) => requiredChange(change).gained.map((name) => `${change.path}/properties/${name}`)),
  );
  return changes.flatMap((change) => {
    if (change.kind === "added" && needed.has(change.path)) return [];
    if (change.property !== "required") return [change];
    const said = [
      ...propertiesOf("removed", change.path),
      ...(isSent(change) ? [] : propertiesOf("added", change.path)),
    ];
    const left = without(change, said);
    const { gained, lost } = requiredChange(left);
    return gained.length + lost.length === 0 ? [] : [left];
  });
}

function without(change: RedoclyChange, names: readonly string[]): RedoclyChange {
  const { base, revision } = change;
  return {
    ...change,
    ...(base && { base: filtered(base, names) }),
    ...(revision && { revision: filtered(revision, names) }),
  };
}

function filtered(side: Side, names: readonly string[]): Side {
  const { value } = side;
  return Array.isArray(value) ? { ...side, value: value.filter((name) => !names.includes(name)) } : side;
}
