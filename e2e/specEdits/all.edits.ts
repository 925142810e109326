import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { table } from "./edits/index.ts";
import { Workbench } from "./workbench.ts";

let bench: Workbench;

beforeAll(async () => {
  bench = await Workbench.create();
});

afterAll(() => bench?.remove());

describe("after an edit of the spec and pnpm spec:update, everything passes or the named decisions are left", () => {
  it("in a table of at least twenty-five edits, each with a title of its own", () => {
    expect(table.length).toBeGreaterThanOrEqual(25);
    expect(new Set(table.map(({ title }) => title)).size).toBe(table.length);
  });

  it.each(table)("$title", async ({ changes, left }) => {
    const { problems, report } = await bench.try(changes);
    expect(problems, `${problems.join("\n")}\n\n${report}`).toEqual(
      left.map((decision) => expect.stringContaining(decision)),
    );
  });
});
