import assert from "node:assert/strict";
import { test } from "node:test";
import { ago, money } from "../src/lib/format";
import { allowed, parsed, stepped } from "../src/lib/quantity";
import { counted } from "../src/lib/units";
import { pastedLines } from "../src/ui/forms";
import { languages, speaker } from "../src/widget/strings";

for (const [asked, min, step, expected] of [
  [1, 1, 1, 1], [150, 100, 100, 200], [0, 12, 12, 12], [13, 12, 12, 24], [0.3, 0.1, 0.1, 0.3], [Number.NaN, 5, 5, 5], [7, 5, 3, 8], [2.5, 0.5, 0, 2.5],
] as const) {
  test(`${asked} at minimum ${min}, step ${step} becomes ${expected}`, () => assert.equal(allowed(asked, min, step), expected));
}

for (const [current, direction, min, step, expected] of [
  [100, 1, 100, 100, 200], [100, -1, 100, 100, 100], [150, 1, 100, 100, 200], [150, -1, 100, 100, 100], [0.2, 1, 0.1, 0.1, 0.3],
] as const) {
  test(`a step ${direction > 0 ? "up" : "down"} from ${current} is ${expected}`, () => assert.equal(stepped(current, direction, min, step), expected));
}

test("numbers as people write them", () => assert.deepEqual(["2,5", "1 000", "1 000", "", "x"].map(parsed), [2.5, 1000, 1000, Number.NaN, Number.NaN]));
test("spreadsheet columns become lines", () => assert.equal(pastedLines("A-1\t40\r\n\r\nB-2\t\t5\n"), "A-1  40\nB-2  5"));
test("small unit prices keep their decimals", () => {
  assert.equal(money({ amount: "0.0914", currency: "EUR" }, "en"), "€0.0914");
  assert.equal(money({ amount: "0.50", currency: "EUR" }, "en"), "€0.50");
  assert.equal(money({ amount: "1842.1", currency: "EUR" }, "en"), "€1,842.10");
});
test("units are counted as the language does", () => {
  const shown = (value: number, unit: string, locale: string): string => counted(value, unit, locale).replace("\u00a0", " ");
  assert.deepEqual([1, 6].map((n) => shown(n, "pair", "en")), ["1 pair", "6 pairs"]);
  assert.deepEqual([1, 3, 6].map((n) => shown(n, "pair", "uk")), ["1 пара", "3 пари", "6 пар"]);
  assert.equal(shown(20, "pcs", "pl"), "20 szt.");
  assert.equal(shown(2, "pallet", "ru"), "2 pallet");
});
test("waiting time in the reader's units", () => {
  const now = Date.parse("2026-01-01T03:00:00Z");
  assert.deepEqual(["2026-01-01T02:55:00Z", "2026-01-01T00:00:00Z"].map((iso) => ago(iso, "en", now)), ["5m", "3h"]);
});

const places = (text: string): string => (text.match(/\{\w+\}/g) ?? []).sort().join();
for (const [code, strings] of Object.entries(languages)) {
  test(`the widget speaks ${code} fully, with the same placeholders`, () => {
    for (const [key, english] of Object.entries(languages["en"] ?? {})) {
      const translated = strings[key as keyof typeof strings];
      assert.ok(translated.length > 0, key);
      assert.equal(places(translated), places(english), key);
      if (code !== "en") assert.notEqual(translated, english, key);
    }
  });
}
test("an unknown language gets English, an unknown value keeps its place", () => {
  assert.equal(speaker("de")("send"), "Send");
  assert.equal(speaker("uk-UA")("order", { number: "SO-1" }), "Замовлення SO-1");
});
