import { afterEach, expect, it, vi } from "vitest";
import { patiently } from "./lazily";

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** A module that cannot be had so many times. */
const after = (failures: number) => {
  let left = failures;
  return vi.fn(async () => {
    if (left-- > 0) throw new TypeError("Failed to fetch dynamically imported module");
    return "loaded";
  });
};

it("comes as soon as the line is back, however long that takes", async () => {
  vi.useFakeTimers();
  const online = vi.spyOn(navigator, "onLine", "get").mockReturnValue(false);
  const load = after(8);
  const part = patiently(load);
  await vi.advanceTimersByTimeAsync(7000);
  expect(load).toHaveBeenCalledTimes(8);
  online.mockReturnValue(true);
  window.dispatchEvent(new Event("online"));
  expect(await part).toBe("loaded");
});

it("is given up where the line is up", async () => {
  vi.useFakeTimers();
  vi.spyOn(navigator, "onLine", "get").mockReturnValue(true);
  const part = patiently(after(9));
  const refused = expect(part).rejects.toThrow("Failed to fetch");
  await vi.advanceTimersByTimeAsync(5000);
  await refused;
});
