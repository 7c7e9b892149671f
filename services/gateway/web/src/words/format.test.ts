import { describe, expect, it } from "vitest";
import { formats } from "./format";
import { i18n } from "./i18n";
import { browserLanguage } from "./languages";
import rounding from "./rounding.json";

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

describe("formats", () => {
  it("write numbers as the language does", () => {
    expect(formats("en").number(1234.5, 1)).toBe("1,234.5");
    expect(formats("de").number(1234.5, 1)).toBe("1.234,5");
    expect(plain(formats("ru").percent(0.254, 1))).toBe("25,4 %");
  });

  it("write a score in quarters, and no more decimals than it has", () => {
    expect([7, 7.5, 7.25, 7.74].map(formats("en").mark)).toEqual(["7.0", "7.5", "7.25", "7.75"]);
  });

  it("show the digits that reports, texts and data files show", () => {
    const { number, percent, mark, clock } = formats("en");
    for (const { value, ...written } of rounding)
      expect({ value, ...written }).toEqual({
        value,
        digits: [0, 1, 2].map((digits) => number(value, digits).replace(",", "")),
        share: written.share === null ? null : percent(value),
        mark: written.mark === null ? null : mark(value),
        clock: written.clock === null ? null : clock(value),
      });
    expect(rounding.length).toBeGreaterThan(400);
  });

  it("write a place in a video", () => {
    expect([0, 5.04, 65.25, 59.96].map(formats("en").clock)).toEqual(["0:00.0", "0:05.0", "1:05.3", "1:00.0"]);
    expect(formats("de").clock(65.25)).toBe("1:05,3");
  });

  it("say when something was", () => {
    const now = "2026-11-25T12:00:00Z";
    expect(formats("en").relative("2026-11-25T11:57:00Z", now)).toBe("3 minutes ago");
    expect(formats("de").relative("2026-11-24T12:00:00Z", now)).toBe("gestern");
    expect(formats("ru").relative("2026-11-25T09:00:00Z", now)).toBe("3 часа назад");
    expect(formats("zh").relative("2026-11-25T11:59:40Z", now)).toBe("20秒钟前");
  });

  it("say how much is left, as roughly as it is known", () => {
    expect(formats("en").duration(29.2)).toBe("30 sec");
    expect(formats("de").duration(200)).toBe("3 Min.");
  });
});

describe("words", () => {
  it("have three plurals in Russian", async () => {
    await i18n.loadLanguages("ru");
    await i18n.loadNamespaces("account");
    const t = i18n.getFixedT("ru", "account");
    expect([1, 3, 8, 21].map((count) => t("totp.on", { count }).replace("Включено. ", ""))).toEqual([
      "Остался 1 код восстановления.",
      "Осталось 3 кода восстановления.",
      "Осталось 8 кодов восстановления.",
      "Остался 21 код восстановления.",
    ]);
  });

  it("begin in the first language of the browser that is spoken here", () => {
    expect(browserLanguage(["fr-CH", "de-CH", "en"])).toBe("de");
    expect(browserLanguage(["zh-Hans-CN"])).toBe("zh");
    expect(browserLanguage(["fr"])).toBe("en");
  });
});
