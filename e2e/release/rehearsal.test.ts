import { expect, it } from "vitest";
import { rehearse } from "./rehearse.ts";

it("a change of the spec becomes a release that the user gets when he should, and not before", async () => {
  const more = "status in ('started', 'stopped') true";
  const less = "status = 'started' true";
  const steps = await rehearse(() => undefined);

  const [major, minor = 0, patch = 0] = (steps[0]?.versions[0] ?? "").split(".").map(Number);
  const version = {
    first: [`0.${minor}.${patch}`],
    patched: [`0.${minor}.${patch + 1}`],
    next: [`0.${minor + 1}.0`],
  };
  // From 1.0.0 on the bumps are others: then this table and the exit codes in rehearse.ts have to follow.
  expect(major).toBe(0);
  expect(steps).toMatchObject([
    { what: "first release, installed", versions: version.first, output: less },
    { what: "one more operator, updated", versions: version.patched, output: more },
    // `^0.1.0` does not take 0.2.0: what breaks waits until the user asks for it.
    { what: "one operator less, updated", versions: version.patched, output: more },
    { what: "one operator less, upgraded", versions: version.next, output: less },
  ]);
  expect(steps[1]?.news).toContain("`status` takes the operator `in`.");
  expect(steps[3]?.news).toContain("`status` no longer takes the operator `in`.");
});
