import { describe, expect, it } from "vitest";
import { renderReport } from "../../spec-update/report.ts";

describe("what an update leaves to a person", () => {
  it("is to read the sessions that show something else now", () => {
    const report = renderReport({ written: ["README.md"], sessions: { written: ["README.md"] } });
    expect(report).toContain("Left to you:\n- Read the sessions in README.md,");
  });

  it("is to replay the sessions where a machine could not", () => {
    const report = renderReport({ written: [], sessions: { failure: "Error: spawn bash ENOENT\n" } });
    expect(report).toContain("could not be replayed here. Run pnpm cli:readme on a machine with bash.");
    expect(report).toContain("\n  Error: spawn bash ENOENT\n- Run npm test");
  });

  it("is only to test and commit, where nothing changed", () => {
    expect(renderReport({ written: [], sessions: { written: [] } })).toBe(
      "Nothing had to be written.\n\nLeft to you:\n- Run npm test, and commit everything together.",
    );
  });
});
