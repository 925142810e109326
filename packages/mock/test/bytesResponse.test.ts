import { describe, expect, test } from "vitest";
import { createBytesResponse } from "../src/doors/bytesResponse.ts";

const text = '{"name":"水泵"}';
const init = { status: 201, headers: { "content-type": "application/json", "retry-after": "1" } };

/** Ours and the standard one, to be used in the same way. */
const both = [
  ["ours", () => createBytesResponse(new TextEncoder().encode(text), init)],
  ["the standard one", () => new Response(new TextEncoder().encode(text), init)],
] as const;

describe.each(both)("a response with its bytes at hand is like any other: %s", (_, make) => {
  test("has status and headers", () => {
    const response = make();
    expect(response).toBeInstanceOf(Response);
    expect([response.status, response.ok, response.headers.get("retry-after")]).toEqual([201, true, "1"]);
  });

  test("reads in every form", async () => {
    expect(await make().text()).toBe(text);
    expect(await make().json()).toEqual({ name: "水泵" });
    expect(new TextDecoder().decode(await make().arrayBuffer())).toBe(text);
    expect(new TextDecoder().decode(await make().bytes())).toBe(text);
    expect(await (await make().blob()).text()).toBe(text);
    expect((await make().blob()).type).toBe("application/json");
    const chunks = [];
    for await (const chunk of make().body ?? []) chunks.push(chunk);
    expect(Buffer.concat(chunks).toString()).toBe(text);
  });

  test("reads only once, whichever way comes first", async () => {
    const response = make();
    expect(response.bodyUsed).toBe(false);
    await response.text();
    expect(response.bodyUsed).toBe(true);
    await expect(response.json()).rejects.toBeInstanceOf(TypeError);
    await expect(response.blob()).rejects.toBeInstanceOf(TypeError);
    expect(() => response.clone()).toThrow(TypeError);
    const streamed = make();
    await streamed.body?.cancel();
    expect(streamed.bodyUsed).toBe(true);
    await expect(streamed.text()).rejects.toBeInstanceOf(TypeError);
  });

  test("still reads when its body was only looked at", async () => {
    const response = make();
    expect(response.body).toBeInstanceOf(ReadableStream);
    expect(response.body).toBe(response.body);
    expect(await response.text()).toBe(text);
    expect(response.body).not.toBeNull();
  });

  test("clones before it is read", async () => {
    const response = make();
    const clone = response.clone();
    expect([await response.text(), await clone.text(), clone.status]).toEqual([text, text, 201]);
  });
});
