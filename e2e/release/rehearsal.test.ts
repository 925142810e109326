import { expect, it } from "vitest";
import { rehearse } from "./rehearse.ts";

// Five releases take minutes; without E2E_FULL the test stops after the second.
const full = process.env["E2E_FULL"] === "1";

it("brings a change of the spec to users when they should have it, and not before", async () => {
  const more = "status in ('started', 'stopped') true";
  const less = "status = 'started' true";
  const { steps, again, npx, distTags, tags, notes } = await rehearse(() => undefined, full);

  expect(steps.slice(0, 2)).toMatchObject([
    { what: "first release, installed", versions: ["0.1.0"], output: less },
    { what: "one more operator, updated", versions: ["0.1.1"], output: more },
  ]);
  for (const { versions, said } of steps) {
    const [version] = versions;
    expect(said).toEqual([version, version, version, `enos-ota/${version}`, version]);
  }
  // The changelogs were in the tarballs that were installed, and are the release notes.
  expect(steps[1]?.news).toMatch(/`otaJob\.status\.in\(\)` is new/);
  expect(notes["@enos-ota/query@0.1.1"]).toBe(steps[1]?.news);
  expect(again.output.match(/is on the registry already/g)).toHaveLength(4);
  expect(again.refusal).toMatch(/\.tgz has the hash sha512-\S+, but sha512-\S+ was packed\./);
  expect(npx).toBe(full ? "0.2.0" : "0.1.1");
  if (!full) {
    expect(distTags).toEqual({ latest: "0.1.1" });
    return;
  }
  expect(steps.slice(2)).toMatchObject([
    // `^0.1.0` does not take 0.2.0: what breaks waits until the user asks for it.
    { what: "one operator less, updated", versions: ["0.1.1"], output: more },
    { what: "a prerelease, updated", versions: ["0.1.1"], output: more },
    { what: "a patch to the older line, updated", versions: ["0.1.2"], output: more },
    { what: "upgraded", versions: ["0.2.0"], output: less },
  ]);
  expect(distTags).toEqual({ latest: "0.2.0", next: "0.2.1-next.0", "release-0.1": "0.1.2" });
  const versions = ["0.1.0", "0.1.1", "0.1.2", "0.2.0", "0.2.1-next.0"];
  expect(tags.map((tag) => tag.split("@").at(-1)).sort()).toEqual(versions);
  expect(notes["@enos-ota/query@0.1.2"]).toContain("A mistake of the older line is mended.");
  // Two minutes, or eight in full, where a core is free; several times as long where none is.
}, 2_400_000);
