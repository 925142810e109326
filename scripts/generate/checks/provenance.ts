import { placesOf } from "../source/pointer.ts";
import type { SpecProblem } from "../source/specError.ts";

const tag = /\[(documented( in [a-z0-9-]+(, [a-z0-9-]+)*)?|seen in samples|assumed)\]/;
/** Something in brackets that begins like a tag. */
const attempt = /\[(doc|seen|assum)[^\]]*\]/g;

/** Checks that every description says how well its fact is known. */
export function checkProvenance(document: unknown): readonly SpecProblem[] {
  const problems: SpecProblem[] = [];
  for (const { path, value } of placesOf(document)) {
    const key = path.at(-1);
    if ((key !== "description" && key !== "meaning") || typeof value !== "string") continue;
    const wrong = (value.match(attempt) ?? []).find((found) => !tag.test(found));
    if (wrong !== undefined) {
      problems.push({
        path,
        message: `${wrong} is no provenance tag. Allowed are [documented in page], [seen in samples], [assumed].`,
      });
    } else if (!tag.test(value)) {
      problems.push({
        path,
        message:
          "The description does not say how well the fact is known. Add [documented in page], [seen in samples] or [assumed].",
      });
    }
  }
  return problems;
}
