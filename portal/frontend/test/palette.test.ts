import assert from "node:assert/strict";
import { test } from "node:test";
import { contrast, palette } from "../src/widget/palette";

const rgb = (hex: string): [number, number, number] => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as [number, number, number];
const pair = (value: string | undefined): string[] => value?.match(/#[0-9a-f]{6}/g) ?? [];

for (const color of ["#0e6168", "#ffd400", "#ff0000", "#ffffff", "#000000", "#777777", "#1e90ff", "#00ff00"]) {
  test(`${color} gives readable text everywhere`, () => {
    const made = palette(color);
    assert.ok(made);
    const fill = made["--brand-fill"] ?? "";
    assert.ok(contrast(rgb(fill), rgb(made["--on-fill"] ?? "")) >= 4.5, "on the buttons");
    const [light, dark] = pair(made["--brand"]);
    assert.ok(contrast(rgb(light ?? ""), rgb("#ffffff")) >= 4.5, "links on light");
    assert.ok(contrast(rgb(dark ?? ""), rgb("#191e1d")) >= 4.5, "links on dark");
    const [soft, softDark] = pair(made["--brand-soft"]);
    const [onSoft, onSoftDark] = pair(made["--brand-hover"]);
    assert.ok(contrast(rgb(onSoft ?? ""), rgb(soft ?? "")) >= 4.5, "on tinted light");
    assert.ok(contrast(rgb(onSoftDark ?? ""), rgb(softDark ?? "")) >= 4.5, "on tinted dark");
  });
}
test("what is no colour changes nothing", () => assert.deepEqual(["red", "", "#12", "#12345g"].map(palette), [null, null, null, null]));
