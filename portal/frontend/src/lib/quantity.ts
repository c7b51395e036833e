/** Quantities that keep to a minimum and a step (a pack, a ring), counted in decimals without float dust. */
const PLACES = 6;

function tidy(value: number): number {
  return Number(value.toFixed(PLACES));
}

/** The nearest allowed quantity that is not less than what was asked for. */
export function allowed(asked: number, min: number, step: number): number {
  if (!Number.isFinite(asked) || asked <= min) return min;
  const size = step > 0 ? step : 1;
  const steps = Math.ceil(tidy((asked - min) / size));
  return tidy(min + steps * size);
}

/** One step up or down from a quantity, which may itself be off the grid. */
export function stepped(current: number, direction: 1 | -1, min: number, step: number): number {
  const size = step > 0 ? step : 1;
  if (!Number.isFinite(current)) return min;
  const position = tidy((current - min) / size);
  const target = direction > 0 ? Math.floor(position) + 1 : Math.ceil(position) - 1;
  return tidy(min + Math.max(0, target) * size);
}

/** "2,5" and "1 000" as people write them; NaN when it is no number. */
export function parsed(input: string): number {
  const plain = input.replace(/[\s\u00a0\u202f']/g, "").replace(",", ".");
  return plain === "" ? Number.NaN : Number(plain);
}
