/** A website's one colour made into the chat's: fills that carry readable text, and text readable on light and dark grounds. */
type Rgb = [number, number, number];

const WHITE: Rgb = [255, 255, 255];
const INK: Rgb = [24, 32, 30];
const DARK: Rgb = [25, 30, 29];
const READABLE = 4.5;

function parse(color: string): Rgb | null {
  const match = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color.trim());
  return match ? [match[1], match[2], match[3]].map((part) => Number.parseInt(part ?? "0", 16)) as Rgb : null;
}

/** Relative luminance (WCAG 2.2). */
function luminance(color: Rgb): number {
  const [r, g, b] = color.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4)) as Rgb;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

export function contrast(one: Rgb, other: Rgb): number {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const mixed = (from: Rgb, to: Rgb, share: number): Rgb => from.map((part, index) => Math.round(part + ((to[index] ?? 0) - part) * share)) as Rgb;
const hex = (color: Rgb): string => `#${color.map((part) => part.toString(16).padStart(2, "0")).join("")}`;

/** The colour moved towards `to` until it can be read on `ground`. */
function readable(color: Rgb, ground: Rgb, to: Rgb): Rgb {
  for (let share = 0; share <= 1; share += 0.05) {
    const tried = mixed(color, to, share);
    if (contrast(tried, ground) >= READABLE) return tried;
  }
  return to;
}

/** Custom properties for the host element; null for what is no #RRGGBB colour. */
export function palette(color: string): Record<string, string> | null {
  const fill = parse(color);
  if (!fill) return null;
  const onFill = contrast(fill, WHITE) >= READABLE ? WHITE : contrast(fill, INK) >= READABLE ? INK : WHITE;
  const ground = onFill === WHITE ? readable(fill, WHITE, [0, 0, 0]) : fill;
  const [light, dark] = [readable(ground, [248, 250, 249], [0, 0, 0]), readable(ground, [39, 46, 44], WHITE)];
  const soft = mixed(WHITE, ground, 0.1);
  const softDark = mixed(DARK, ground, 0.25);
  const [onSoft, onSoftDark] = [readable(light, soft, [0, 0, 0]), readable(dark, softDark, WHITE)];
  return {
    "--brand": `light-dark(${hex(light)}, ${hex(dark)})`,
    "--brand-hover": `light-dark(${hex(onSoft)}, ${hex(onSoftDark)})`,
    "--brand-fill": hex(ground),
    "--brand-fill-hover": hex(mixed(ground, onFill === WHITE ? [0, 0, 0] : WHITE, 0.15)),
    "--on-fill": hex(onFill),
    "--brand-soft": `light-dark(${hex(soft)}, ${hex(softDark)})`,
    "--brand-border": `light-dark(${hex(mixed(WHITE, ground, 0.4))}, ${hex(mixed(DARK, ground, 0.5))})`,
    "--ring": `light-dark(${hex(light)}, ${hex(dark)})`,
    "--head": hex(ground),
    "--on-head": hex(onFill),
  };
}
