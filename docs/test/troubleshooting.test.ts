import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import * as client from "@enos-ota/client";
import * as query from "@enos-ota/query";
import { describe, expect, it } from "vitest";
import { expandErrorCodes } from "../.vitepress/errorCodes.ts";
import { listMessages, listUnion, type Message } from "./messages.ts";

const markdown = expandErrorCodes(
  readFileSync(new URL("../troubleshooting.md", import.meta.url), "utf8"),
  fileURLToPath(new URL("../..", import.meta.url)),
);
/** Each heading makes an anchor. */
const headings = [...markdown.matchAll(/^#{2,4} (.+)$/gm)].map(([, text = ""]) => text.replaceAll("`", ""));

/** The messages on the page, each below the heading of its class. A long one is cut: "The list could not be read …". */
const documented = markdown.split(/^### /m).flatMap((section) => {
  const [error = ""] = section.split("\n");
  return [...section.matchAll(/^#### `(.+)`$/gm)].map(([, text = ""]) => ({ error, text }));
});

/** Whether a heading is a message, or its beginning up to a blank. */
function begins(heading: Message, { error, text }: Message): boolean {
  if (heading.error !== error) return false;
  return heading.text === text || text.startsWith(`${heading.text.replace(/ …$/, "")} `);
}

const messages = listMessages();
const classes = Object.entries({ ...client, ...query, ...(await import("@enos-ota/client/validate")) })
  .filter(([, value]) => typeof value === "function" && value.prototype instanceof Error)
  .map(([name]) => name);

describe("troubleshooting has an anchor", () => {
  it.each(classes)("for the class %s", (name) => {
    expect(headings).toContain(name);
  });

  it.each(listUnion("packages/query/src/problem.ts", "ExpressionErrorReason"))(
    "for the reason %s of an expression's problem",
    (reason) => {
      expect(headings).toContain(reason);
    },
  );

  it.each(listUnion("packages/client/src/errors.ts", "TimeoutScope"))("for the deadline %s", (scope) => {
    expect(headings).toContain(`scope: ${scope}`);
  });

  it.each(Object.entries(client.errorCodes))("for the code %s", (code, { name }) => {
    expect(headings).toContain(`${name} (${code})`);
  });

  it.each(messages)("for $error: $text", (message) => {
    expect(documented.filter((heading) => begins(heading, message))).not.toEqual([]);
  });
});

it("has no message that the client does not have", () => {
  const stale = documented.filter((heading) => !messages.some((message) => begins(heading, message)));
  expect(stale).toEqual([]);
});

it("finds classes and messages at all", () => {
  expect(classes).toEqual(expect.arrayContaining(["OtaError", "OtaApiError", "ExpressionError"]));
  expect(messages.length).toBeGreaterThan(25);
});
