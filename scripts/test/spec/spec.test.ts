import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { root } from "../../root.ts";
import { createAjv } from "../support/ajv.ts";
import { places, pointer, readSpec } from "../support/spec.ts";

const spec = await readSpec();
const all = [...places(spec)];

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

describe("the spec", () => {
  it("passes Redocly's strict rules without a warning", () => {
    const redocly = createRequire(import.meta.url).resolve("@redocly/cli/bin/cli.js");
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      [
        redocly,
        "lint",
        "spec/openapi.yaml",
        "--config",
        "spec/redocly.yaml",
        "--max-problems",
        "100",
        "--format",
        "json",
      ],
      { cwd: root, encoding: "utf8", env: { ...process.env, REDOCLY_TELEMETRY: "off" } },
    );
    const report: { totals: Record<string, number>; problems: unknown[] } = JSON.parse(
      stdout.slice(stdout.indexOf("{")),
    );
    expect({ ...report.totals, problems: report.problems, stderr: status === 0 ? "" : stderr }).toEqual({
      errors: 0,
      warnings: 0,
      ignored: 0,
      problems: [],
      stderr: "",
    });
  });

  it("states for every schema, parameter, response and operation how well its facts are known", () => {
    const described = all.filter(
      ({ path, value }) => path.at(-1) === "description" && typeof value === "string",
    );
    expect(described.length).toBeGreaterThan(80);
    const unmarked = described
      .filter(({ value }) => !/\[(documented in [a-z0-9, -]+|seen in samples|assumed)\]/.test(String(value)))
      .map(({ path }) => pointer(path));
    expect(unmarked).toEqual([]);
  });

  it("describes every property", () => {
    const properties = all.filter(({ path }) => path.at(-2) === "properties" && path[0] === "components");
    expect(properties.length).toBeGreaterThan(50);
    const bare = properties.filter(
      ({ value }) => isRecord(value) && !("description" in value) && !("$ref" in value),
    );
    expect(bare.map(({ path }) => pointer(path))).toEqual([]);
  });

  it("marks as deprecated exactly what the documentation deprecates", () => {
    const deprecated = all.filter(({ path, value }) => path.at(-1) === "deprecated" && value === true);
    const documented = ["endSchedule", "startAfterCreate", "startSchedule"];
    const described = all.map(({ path }) => path.at(-1));
    expect(deprecated.map(({ path }) => path.at(-2)).sort()).toEqual(
      documented.filter((name) => described.includes(name)),
    );
  });
});

// Each schema is compiled where it stands in the document, so that its references work.
const ajv = createAjv();
ajv.addVocabulary(Object.keys(spec).filter((key) => key !== "$schema"));
ajv.addSchema({ ...spec, $id: "spec" });

describe("the schemas, compiled by Ajv 2020 in strict mode", () => {
  const schemas = all.filter(
    ({ path, value }) =>
      isRecord(value) && (path.at(-1) === "schema" || (path[1] === "schemas" && path.length === 3)),
  );

  it("are more than thirty", () => expect(schemas.length).toBeGreaterThan(30));

  it.each(schemas.map(({ path }) => pointer(path)))("compile: %s", (place) => {
    expect(ajv.compile({ $ref: `spec${encodeURI(place)}` })).toBeTypeOf("function");
  });

  it("are refused for an unknown keyword", () => {
    expect(() => createAjv().compile({ type: "string", pattrn: "x" })).toThrow(/unknown keyword/);
  });
});

describe("the examples", () => {
  const examples = all.flatMap(({ path, value }) => {
    if (!isRecord(value) || !isRecord(value["schema"])) return [];
    const named = isRecord(value["examples"]) ? Object.entries(value["examples"]) : [];
    const list = named.map(
      ([name, example]) => [name, isRecord(example) ? example["value"] : undefined] as const,
    );
    if ("example" in value) list.push(["example", value["example"]]);
    return list.map(([name, example]) => ({ name, example, place: pointer([...path, "schema"]) }));
  });

  it("are more than twenty-five", () => expect(examples.length).toBeGreaterThan(25));

  it.each(examples)("fit their schema: $name of $place", ({ example, place }) => {
    const validate = ajv.compile({ $ref: `spec${encodeURI(place)}` });
    validate(example);
    expect(validate.errors ?? []).toEqual([]);
  });

  it("are refused when they do not fit", () => {
    const validate = ajv.compile({ $ref: "spec#/components/schemas/SearchRequest" });
    expect(validate({ expression: "x", sorters: [] })).toBe(false);
  });
});
