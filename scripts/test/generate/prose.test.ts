import { expect, test } from "vitest";
import { withoutProse } from "../../generate/emit/prose.ts";

test("descriptions, examples and extensions are left out of what decides", () => {
  const schema = { type: "string", description: "A name.", examples: ["a"], "x-enos-note": 1, minLength: 1 };
  expect(withoutProse({ schema, summary: "Names.", example: "b" })).toEqual({
    schema: { type: "string", minLength: 1 },
  });
});

test("properties, headers and schemas that are called like annotations stay", () => {
  const text = { type: "string" };
  const document = {
    properties: { description: text, examples: text, properties: text },
    headers: { "x-request-id": { schema: text } },
    schemas: { summary: text },
  };
  expect(withoutProse(document)).toEqual(document);
});

test("values stay as they are", () => {
  const values = { const: { description: "a" }, enum: [{ "x-a": 1 }], default: { example: 1 } };
  expect(withoutProse(values)).toEqual(values);
});
