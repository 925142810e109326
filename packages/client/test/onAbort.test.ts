import { expect, test, vi } from "vitest";
import { onAbort } from "../src/onAbort.ts";

test("many callbacks on one signal share one listener, which is removed with the last callback", () => {
  const { signal } = new AbortController();
  const add = vi.spyOn(signal, "addEventListener");
  const remove = vi.spyOn(signal, "removeEventListener");
  const removers = Array.from({ length: 60 }, () => onAbort(signal, () => {}));
  expect(add).toHaveBeenCalledTimes(1);
  for (const removeCallback of removers) {
    expect(remove).not.toHaveBeenCalled();
    removeCallback();
  }
  expect(remove).toHaveBeenCalledTimes(1);
  onAbort(signal, () => {});
  expect(add).toHaveBeenCalledTimes(2);
});

test("an abort calls each callback once, but none that was removed, or was added too late", () => {
  const controller = new AbortController();
  const called: string[] = [];
  const callback = (): void => void called.push("twice");
  onAbort(controller.signal, callback);
  onAbort(controller.signal, callback);
  onAbort(controller.signal, () => {
    called.push("first");
    onAbort(controller.signal, () => called.push("too late"));
  });
  onAbort(controller.signal, () => called.push("removed"))();
  controller.abort();
  expect(called).toEqual(["twice", "twice", "first"]);
});
