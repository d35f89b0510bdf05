import { describe, expect, it } from "vitest";
import { formatMoney, totalOf } from "./money";

const line = (amount_minor: number, currency: string) => ({ label: String(amount_minor), amount_minor, currency, note: null });

describe("formatMoney", () => {
  it("knows how many minor units a currency has", () => {
    expect([formatMoney(275, "USD"), formatMoney(500, "JPY")]).toEqual(["$2.75", "¥500"]);
  });
});

describe("totalOf", () => {
  it("adds up one currency and refuses to mix", () => {
    expect(totalOf([line(25, "USD"), line(250, "USD")])).toEqual({ amountMinor: 275, currency: "USD" });
    expect(totalOf([line(25, "USD"), line(250, "EUR")])).toBeNull();
    expect(totalOf([])).toBeNull();
  });
});
