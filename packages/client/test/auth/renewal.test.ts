import { fork } from "node:child_process";
import { once } from "node:events";
import { expect, onTestFinished, test } from "vitest";
import { failingServer } from "../support/failingServer.ts";
import { found, tokenAnswer } from "../support/gateway.ts";

test("a script exits although the renewal that it has started hangs for five minutes", async () => {
  const paths: string[] = [];
  await using server = await failingServer(async (request, response) => {
    const path = request.url?.split("?")[0]?.split("/").at(-1) ?? "";
    paths.push(path);
    if (path === "refresh") return;
    // Without a Date header, the client relies on its own clock.
    response.sendDate = false;
    response.end(await (path === "get" ? tokenAnswer("t") : found("a")).text());
  });
  const script = new URL("../support/renewingProcess.ts", import.meta.url);
  const child = fork(script, [server.url]);
  onTestFinished(() => void child.kill("SIGKILL"));
  // This test's own deadline of a minute is far below the five of the renewal's request.
  expect(await once(child, "exit")).toEqual([0, null]);
  expect(paths.toSorted()).toEqual(["get", "ota-jobs", "ota-jobs", "refresh"]);
});
