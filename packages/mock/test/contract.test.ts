import { readFile } from "node:fs/promises";
// The expressions are built from the field table, which is generated from the spec as the mock's own checks are.
import { otaJobTable, type Table } from "@enos-ota/query";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { defaultPageSize, maximumPageSize } from "../src/generated/limits.ts";
import { generateJobs } from "../src/index.ts";
import { type Door, doors } from "./doors.ts";
import { pathOf } from "./facts.ts";
import { post, searchPath } from "./post.ts";

const document: { readonly components: object } = parse(
  await readFile(new URL("../../../spec/openapi.yaml", import.meta.url), "utf8"),
);
const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema({ $id: "spec", components: document.components });
const schema = (name: string) => ajv.compile({ $ref: `spec#/components/schemas/${name}` });
const success = schema("SearchSuccess");
const failure = schema("ServiceFailure");
const gateway = schema("GatewayError");

const literal = fc
  .string({ unit: fc.constantFrom(..."aé水ポ1._-% "), minLength: 1, maxLength: 6 })
  // Blank values are refused: a server could trim them to nothing.
  .filter((text) => text.trim() !== "")
  .map((text) => `'${text}'`);
const { fields }: Table = otaJobTable;
const comparison = fc.constantFrom(...Object.entries(fields)).chain(([field, entry]) => {
  const value = entry.values
    ? fc.constantFrom(...entry.values).map((text) => `'${text}'`)
    : entry.type === "number"
      ? fc.integer().map(String)
      : entry.type === "boolean"
        ? fc.boolean().map(String)
        : literal;
  return fc
    .constantFrom(...entry.operators)
    .chain((operator) =>
      operator === "in"
        ? fc
            .array(value, { minLength: 1, maxLength: 4 })
            .map((values) => `${field} in (${values.join(", ")})`)
        : value.map((text) => `${field} ${operator} ${text}`),
    );
});
const expression = fc.array(comparison, { minLength: 1, maxLength: 4 }).map((all) => all.join(" and "));
const pagination = fc.record({
  pageNo: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
  pageSize: fc.integer({ min: 1, max: maximumPageSize }),
});
const request = fc.record({ expression, pagination }, { requiredKeys: [] });

/** Ways to make a request invalid; each must be answered with a declared error. */
const spoiled = fc.oneof(
  request.chain((body) => fc.string({ minLength: 1 }).map((name) => ({ ...body, [`x${name}`]: 1 }))),
  request.chain((body) =>
    fc
      .constantFrom(0, -1, 1.5, "1", null, maximumPageSize + 1, 2 ** 31)
      .map((pageSize) => ({ ...body, pagination: { pageNo: 1, pageSize } })),
  ),
  fc.constantFrom(0, -1, 1.5, "1", null, 2 ** 31).map((pageNo) => ({ pagination: { pageNo, pageSize: 1 } })),
  expression.map((text) => ({ expression: `${text} and` })),
  expression.map((text) => ({ expression: `${text} or ${text}` })),
  expression.map((text) => ({ expression: `(${text}` })),
  expression.map((text) => ({ expression: [text] })),
  fc.constantFrom([], "text", 5, null, true, { pagination: {} }, { pagination: [] }, { expression: "" }),
  expression.map((text) => JSON.stringify({ expression: text }).slice(0, -1)),
);

/** Statuses that the spec declares for the search. */
const declared = [200, 400, 401, 403, 413, 429, 500, 503];

/** Ways to make the rest of the request (not the body) invalid; undefined for none. */
const spoiledEnvelope = fc.record({
  path: fc.oneof(
    fc.constant(searchPath),
    fc.webQueryParameters().map((query) => `${pathOf("searchOtaJobs")}?${query}`),
    fc.webQueryParameters().map((query) => `${searchPath}&${query}`),
  ),
  type: fc.constantFrom(
    undefined,
    "application/json",
    "text/json",
    "application/jsonp",
    "APPLICATION/JSON ; x=y",
  ),
  prefer: fc.constantFrom(
    undefined,
    "",
    "code=999",
    "example=",
    "example=nope",
    "dynamic=true",
    "code=x, =;",
  ),
  body: fc.oneof(
    fc.uint8Array(),
    fc.json().map((text) => new TextEncoder().encode(text)),
  ),
});

describe.each(Object.entries(doors))("%s keeps the contract", (_, open) => {
  let door: Door;

  beforeAll(async () => {
    door = await open({ jobs: generateJobs(50), auth: false });
  });
  afterAll(() => door.close());

  test("answers every valid request with a page that matches the schema", async () => {
    await fc.assert(
      fc.asyncProperty(request, async (body) => {
        const answer = await post(door, searchPath, body);
        expect(answer.status).toBe(200);
        expect(answer.body.code, answer.body.msg).toBe(0);
        expect(success(answer.body), JSON.stringify(success.errors)).toBe(true);
        expect(answer.body.data.length).toBeLessThanOrEqual(body.pagination?.pageSize ?? defaultPageSize);
      }),
      { numRuns: 60 },
    );
  });

  test("answers every invalid request with an error that the spec declares", async () => {
    await fc.assert(
      fc.asyncProperty(spoiled, async (body) => {
        const answer = await post(door, searchPath, body);
        if (answer.status === 200) {
          expect(answer.body.code).toBe(99400);
          expect(failure(answer.body), JSON.stringify(failure.errors)).toBe(true);
        } else {
          expect(answer.status).toBe(400);
          expect(gateway(answer.body)).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });

  test("answers arbitrary input with a status that the spec declares", async () => {
    await fc.assert(
      fc.asyncProperty(spoiledEnvelope, async ({ path, type, prefer, body }) => {
        const response = await door.fetch(door.url + path, {
          method: "POST",
          headers: {
            ...(type !== undefined && { "content-type": type }),
            ...(prefer !== undefined && { prefer }),
          },
          body: body.slice(),
          signal: AbortSignal.timeout(10_000),
        });
        expect(declared).toContain(response.status);
        const answer = await response.json();
        const fits = response.status === 200 ? success(answer) || failure(answer) : gateway(answer);
        expect(fits, JSON.stringify(answer)).toBe(true);
        expect(answer.message ?? "").not.toMatch(/The mock failed|breaks the spec/);
      }),
      { numRuns: 200 },
    );
  });
});
