// The schemas where they are meant to be used: in libraries that take any Standard Schema.
import { generateJobs } from "@enos-ota/mock";
import type { StandardSchemaV1 } from "@standard-schema/spec";
import { initTRPC } from "@trpc/server";
import { describe, expect, expectTypeOf, test } from "vitest";
import { z } from "zod";
import { maximumPageSize } from "../../src/generated/limits.ts";
import type { OtaJob } from "../../src/index.ts";
import { OtaJobSchema, SearchRequestSchema, SearchSuccessSchema } from "../../src/validate.ts";
import { rejection } from "../support/gateway.ts";

const [job] = generateJobs(1, { seed: 1 });

/** What form and router libraries do with a schema. */
async function parse<S extends StandardSchemaV1>(
  schema: S,
  value: unknown,
): Promise<StandardSchemaV1.InferOutput<S>> {
  const result = await schema["~standard"].validate(value);
  if (result.issues)
    throw new Error(result.issues.map(({ path, message }) => `${path?.join(".")} ${message}`).join());
  return result.value as StandardSchemaV1.InferOutput<S>;
}

describe("as a Standard Schema", () => {
  test("takes the place of one of zod's in code that is generic over both", async () => {
    const byZod = z.object({ jobId: z.string() });
    expect(await parse(byZod, { jobId: "a" })).toEqual({ jobId: "a" });
    const parsed = await parse(OtaJobSchema, job);
    expectTypeOf(parsed).toEqualTypeOf<OtaJob>();
    // The value itself, and so with everything that it has.
    expect(parsed).toBe(job);
    expect(await rejection(parse(OtaJobSchema, { ...job, name: 1 }))).toMatchObject({
      message: "name is not of type object",
    });
  });

  test("is part of a schema of zod's", () => {
    const saved = z.object({
      savedAt: z.number(),
      job: z.custom<OtaJob>((value) => !OtaJobSchema["~standard"].validate(value).issues),
    });
    expect(saved.safeParse({ savedAt: 1, job }).success).toBe(true);
    expect(saved.safeParse({ savedAt: 1, job: {} }).success).toBe(false);
  });

  test("a new status passes, and so do properties that the spec does not know", async () => {
    const newer = { ...job, status: "unheardOf", progress: 3 };
    expect(await parse(OtaJobSchema, newer)).toBe(newer);
  });

  test("a code other than 0 is no success", async () => {
    const page = { code: 0, msg: "OK", requestId: "r1", data: [job] };
    expect(await parse(SearchSuccessSchema, page)).toBe(page);
    expect(await rejection(parse(SearchSuccessSchema, { ...page, code: 99400 }))).toMatchObject({
      message: "code is none of 0",
    });
  });
});

describe("in a router of tRPC", () => {
  const { router, procedure, createCallerFactory } = initTRPC.create();
  const jobs = router({
    search: procedure
      .input(SearchRequestSchema)
      .output(OtaJobSchema)
      .query(({ input }) => {
        expectTypeOf(input.expression).toEqualTypeOf<string | undefined>();
        return input.expression === "broken" ? ({} as OtaJob) : (job as OtaJob);
      }),
  });
  const caller = createCallerFactory(jobs)({});

  test("input and output have the types of the spec", async () => {
    const found = await caller.search({
      expression: "status = 'started'",
      pagination: { pageNo: 1, pageSize: 50 },
    });
    expectTypeOf(found).toEqualTypeOf<OtaJob>();
    expect(found).toEqual(job);
  });

  test.each([
    [{ pagination: { pageNo: 1, pageSize: maximumPageSize + 1 } }, `is not <= ${maximumPageSize}`],
    [{ expresion: "status = 'started'" }, "is not known to the API"],
    [{ expression: "" }, "has fewer than 1 characters"],
  ])("refuses the request %j", async (input, message) => {
    // @ts-expect-error: one of them is misspelt
    expect(await rejection(caller.search(input))).toMatchObject({
      code: "BAD_REQUEST",
      cause: { issues: [{ message }] },
    });
  });

  test("does not send an output that is no job", async () => {
    expect(await rejection(caller.search({ expression: "broken" }))).toMatchObject({
      code: "INTERNAL_SERVER_ERROR",
    });
  });
});
