import type { PackageName } from "./change.ts";
import { subjectOf } from "./names.ts";

/**
 * Returns the packages whose users a change of the OpenAPI part affects. The client's types and the mock's document
 * contain the whole spec, the query package only its field table. The command line prints jobs.
 *
 * @param path the JSON pointer through the first place that uses it
 * @param isSeen whether the values themselves are others, and not only what is known of them
 */
export function packagesOf(path: string, document: object, isSeen: boolean): readonly PackageName[] {
  const isPrinted = isSeen && subjectOf(path, document).owner === "`OtaJob`";
  return isPrinted ? ["cli", "client", "mock"] : ["client", "mock"];
}
