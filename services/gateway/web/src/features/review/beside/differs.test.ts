import { describe, expect, it } from "vitest";
import { differs } from "./differs";

describe("two measurements", () => {
  it("differ where their intervals do not meet, on either side", () => {
    expect(differs({ low: 1, high: 2 }, { low: 2.1, high: 3 })).toBe(true);
    expect(differs({ low: 2.1, high: 3 }, { low: 1, high: 2 })).toBe(true);
  });

  it("do not differ where the intervals meet or touch", () => {
    expect(differs({ low: 1, high: 2 }, { low: 1.5, high: 3 })).toBe(false);
    expect(differs({ low: 1, high: 2 }, { low: 2, high: 3 })).toBe(false);
  });

  it("do not differ where one of them is not known", () => {
    expect(differs({ low: 1, high: 2 }, undefined)).toBe(false);
    expect(differs({ low: null, high: 2 }, { low: 5, high: 6 })).toBe(false);
  });
});
