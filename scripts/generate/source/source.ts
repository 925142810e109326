import type { SpecDocument } from "./spec.ts";

/** What every emitter gets: the spec, read and checked. */
export interface Source {
  readonly document: SpecDocument;
}
