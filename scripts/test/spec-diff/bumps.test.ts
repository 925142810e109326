import { describe, expect, it } from "vitest";
import { bumpFor } from "../../spec-diff/bumps.ts";

describe("the bump that a change requires", () => {
  it.each([
    ["breaking", "0.9.3", "minor"],
    ["additive", "0.9.3", "patch"],
    ["documentation", "0.9.3", "patch"],
    ["breaking", "1.0.0", "major"],
    ["additive", "1.0.0", "minor"],
    ["documentation", "1.0.0", "patch"],
    ["additive", "10.2.0", "minor"],
  ] as const)("of a %s change after version %s is %s", (impact, version, bump) => {
    expect(bumpFor(impact, version)).toBe(bump);
  });
});
