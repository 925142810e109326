import { otaJobTable } from "@enos-ota/query";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RepositoryCopy } from "../../scripts/repositoryCopy.ts";
import { editSpec } from "../support/editSpec.ts";
import { useKnown } from "../support/knownSpec.ts";
import { program } from "./facts/program.ts";
import { copies, expression, type Fact, schemas } from "./facts/rows.ts";

const queryable = Object.keys(otaJobTable.fields).filter((name) => !name.includes("."));

/** A record with the properties that expressions name, one of them with a value more: the samples must still fit. */
const otherRecord = {
  type: "object",
  description: "Another record. [assumed]",
  properties: Object.fromEntries(
    queryable.map((name) => [
      name,
      name === "type"
        ? {
            type: "string",
            enum: [...otaJobTable.fields.type.values, "other"],
            description: "Its type. [assumed]",
          }
        : { $ref: `#/components/schemas/JobInfo/properties/${name}` },
    ]),
  ),
};

function createCopy(): Promise<RepositoryCopy> {
  return RepositoryCopy.create({
    only: ["spec", "scripts", "packages", "biome.json"],
    dependencies: "linked",
  });
}

/** Changes the copy's spec, and generates from it. */
async function change(copy: RepositoryCopy, edits: Fact["edits"]): Promise<void> {
  await editSpec(copy, ...edits);
  await copy.generate();
}

describe.each(Object.entries(copies))("a change of %s", (_, facts) => {
  let copy: RepositoryCopy;
  let before: Readonly<Record<string, unknown>>;
  let after: Readonly<Record<string, unknown>>;

  beforeAll(async () => {
    copy = await createCopy();
    const manifest = JSON.parse(await copy.read("packages/query/package.json"));
    const exports = { ".": "./src/index.ts", "./evaluate": "./src/evaluate.ts" };
    await copy.write("packages/query/package.json", JSON.stringify({ ...manifest, exports }));
    await copy.write("facts.ts", program(facts.flatMap(({ seen }) => Object.keys(seen))));
    await useKnown(
      copy,
      facts.flatMap(({ edits }) => edits.map(([place]) => place)),
    );
    before = JSON.parse(await copy.must("node", ["facts.ts"]));
    await change(
      copy,
      facts.flatMap(({ edits }) => edits),
    );
    after = JSON.parse(await copy.must("node", ["facts.ts"]));
  });

  afterAll(() => copy.remove());

  it.each(facts)("is followed: $what", ({ seen }) => {
    for (const [code, value] of Object.entries(seen)) {
      expect(after[code], code).toEqual(value);
      expect(before[code], `${code}, before`).not.toEqual(value);
    }
  });
});

describe("a change of the record that a search finds", () => {
  let copy: RepositoryCopy;

  beforeAll(async () => {
    copy = await createCopy();
  });

  afterAll(() => copy.remove());

  // The mock's endpoint names the record's type and validator, so for another record its file has to change.
  it("is followed by the values that expressions may hold", async () => {
    await copy.write(
      "facts.ts",
      `import { parseExpression } from "./packages/query/src/index.ts";
       try { console.log(String(parseExpression("type = 'other'"))); } catch (error) { console.log(error.reason); }`,
    );
    expect(await copy.must("node", ["facts.ts"])).toBe("invalid-value\n");
    await change(copy, [
      [[...schemas, "OtherRecord"], otherRecord],
      [[...expression, "record"], "OtherRecord"],
      // The generator refuses a search whose answer lists other records.
      [
        [...schemas, "SearchSuccess", "properties", "data", "items", "$ref"],
        "#/components/schemas/OtherRecord",
      ],
    ]);
    expect(await copy.must("node", ["facts.ts"])).toBe("type = 'other'\n");
  });
});
