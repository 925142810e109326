import { runInNewContext } from "node:vm";
import { afterEach, describe, expect, test, vi } from "vitest";
import { attempt, ExpressionError } from "../src/index.ts";
import { otaJob, parseExpression, where } from "./jobs.ts";
import { refusalOf } from "./refusal.ts";

describe("ExpressionError", () => {
  test("is an Error with a name, a stack and its own type", () => {
    const error = refusalOf(() => otaJob.productKey.eq(""));
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe("ExpressionError");
    expect(error.stack).toContain("expressionError.test");
  });

  test("has no place when there is no text", () => {
    const error = refusalOf(() => otaJob.productKey.eq(""));
    expect([error.offset, error.length, error.line, error.column, error.excerpt]).toEqual(
      Array(5).fill(undefined),
    );
    expect(error.message).toBe(error.summary);
    expect(error.fixes).toEqual([]);
  });

  test("is known across copies of the package", async () => {
    vi.resetModules();
    const copy = await import("../src/index.ts");
    expect(copy.ExpressionError).not.toBe(ExpressionError);
    const error = refusalOf(() => otaJob.productKey.eq(""));
    expect(error).toBeInstanceOf(copy.ExpressionError);
    expect(copy.isCondition(otaJob.productKey.eq("a"))).toBe(true);
  });

  test("nothing else is taken for one", () => {
    for (const other of [undefined, null, "x", {}, new Error("x"), new TypeError("x")]) {
      expect(other instanceof ExpressionError).toBe(false);
    }
  });

  test("works where Error.prototype is frozen, as hardened programs have it", async () => {
    const { outputFiles } = await (await import("esbuild")).build({
      stdin: { contents: `export * from "../src/index.ts"`, resolveDir: import.meta.dirname },
      bundle: true,
      format: "iife",
      globalName: "query",
      write: false,
    });
    const shown = runInNewContext(`"use strict";
      ${outputFiles[0]?.text}
      for (const type of [Object, Error, Array, Function]) Object.freeze(type.prototype);
      let error;
      try { query.parseExpression("nam like 'x'"); } catch (caught) { error = caught; }
      [error instanceof query.ExpressionError, error.name, error.message.split("\\n")[0], String(query.otaJob.type.eq("verify"))].join("|");`);
    expect(shown).toBe(
      `true|ExpressionError|There is no field "nam" to search by. Did you mean "name"?|type = 'verify'`,
    );
  });
});

describe("attempt", () => {
  afterEach(() => vi.restoreAllMocks());

  test("returns what was built, by whichever function", () => {
    expect(String(attempt(() => where({ name: { like: "pump" } })).condition)).toBe("name like 'pump'");
    expect(attempt(() => parseExpression("name like 'pump'")).error).toBeUndefined();
    expect(attempt(() => undefined)).toEqual({ condition: undefined, error: undefined });
  });

  test("returns the problem of what a user is typing", () => {
    const { condition, error } = attempt(() => where({ name: { like: `5" x 'y'` } }));
    expect(condition).toBeUndefined();
    expect(error?.summary).toBe(
      "The value for name contains both ' and \", and EnOS documents no way to escape a quote. Remove it, or search for a part without it.",
    );
  });

  test("throws everything else", () => {
    const bug = new TypeError("a bug");
    expect(() =>
      attempt(() => {
        throw bug;
      }),
    ).toThrow(bug);
  });
});
