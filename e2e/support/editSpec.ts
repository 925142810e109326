import { isMap, isSeq, parseDocument } from "yaml";
import type { RepositoryCopy } from "../../scripts/repositoryCopy.ts";

/** Keys that lead to a value of the spec. */
export type Path = readonly (string | number)[];

/** A value to put at a place of the spec, or undefined to remove what stands there. */
export type Change = readonly [path: Path, value: unknown];

/** As a value: what stands at another place, which is removed there. */
export class Moved {
  readonly from: Path;

  constructor(...from: Path) {
    this.from = from;
  }
}

/**
 * Edits the spec of a copy as a person would: by places, so that it does not matter how the rest is written.
 *
 * @throws Error if a place does not exist
 */
export async function editSpec(copy: RepositoryCopy, ...changes: readonly Change[]): Promise<void> {
  const document = parseDocument(await copy.read("spec/openapi.yaml"));
  for (const [path, value] of changes) {
    const parent: unknown = document.getIn(path.slice(0, -1), true);
    if (!isMap(parent) && !isSeq(parent))
      throw new Error(`The spec has nothing at ${path.slice(0, -1).join(".")}.`);
    if (value instanceof Moved) {
      const node: unknown = document.getIn(value.from, true);
      document.deleteIn(value.from);
      document.setIn(path, node);
    } else if (value === undefined) {
      if (!document.deleteIn(path)) throw new Error(`The spec has nothing at ${path.join(".")}.`);
    } else {
      document.setIn(path, document.createNode(value));
    }
  }
  await copy.write("spec/openapi.yaml", document.toString({ lineWidth: 0, flowCollectionPadding: false }));
}
