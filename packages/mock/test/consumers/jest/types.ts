import { createMockOta } from "@enos-ota/mock";
import { toHaveSearchedFor } from "@enos-ota/mock/jest";
import { otaJob } from "@enos-ota/query";
import { expect } from "@jest/globals";

expect.extend({ toHaveSearchedFor });
const mock = createMockOta();
expect(mock).toHaveSearchedFor();
expect(mock).not.toHaveSearchedFor("status = 'started'");
expect(mock).toHaveSearchedFor(otaJob.status.eq("started"));
// @ts-expect-error it takes a string or a Condition
expect(mock).toHaveSearchedFor(5);
