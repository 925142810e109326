// Loaded before a program of the documentation: what its comments promise is checked with this.
import assert from "node:assert/strict";
import { formatWithOptions } from "node:util";

globalThis.expectations = {
  reads(text, value) {
    const read = typeof value === "object" ? JSON.stringify(value) : String(value);
    assert.equal(read, text);
    console.log(read);
  },
  prints(text, ...values) {
    const printed = formatWithOptions({ colors: false, breakLength: Number.POSITIVE_INFINITY }, ...values);
    assert.equal(printed, text);
    console.log(printed);
  },
  async throws(text, call) {
    const error = await call().then(
      () => assert.fail(`nothing was thrown, but this was expected: ${text}`),
      (thrown) => thrown,
    );
    if (error instanceof assert.AssertionError) throw error;
    assert.ok(
      String(error.message).includes(text),
      `expected an error with “${text}”, but got: ${error.message}`,
    );
    console.log(error.message);
  },
};
