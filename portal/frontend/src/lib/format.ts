export interface Money {
  amount: string;
  currency: string;
}

/** English as the pages write it: day before month, 24 hours. */
function regional(locale: string): string {
  return locale === "en" ? "en-GB" : locale;
}

/** Unit prices below one keep up to four decimals ("0.0914"), everything else two. */
export function money(value: Money | null | undefined, locale: string): string {
  if (!value) return "";
  const amount = Number(value.amount);
  const fine = Math.abs(amount) < 1 && amount !== 0 && !Number.isInteger(amount * 100);
  return new Intl.NumberFormat(regional(locale), {
    style: "currency", currency: value.currency, currencyDisplay: "narrowSymbol", maximumFractionDigits: fine ? 4 : 2,
  }).format(amount);
}

export function quantity(value: string | number, locale: string): string {
  return new Intl.NumberFormat(regional(locale), { maximumFractionDigits: 3 }).format(Number(value));
}

export function date(iso: string, locale: string): string {
  return new Intl.DateTimeFormat(regional(locale), { day: "numeric", month: "short", year: "numeric" }).format(new Date(iso));
}

export function clock(iso: string, locale: string): string {
  return new Intl.DateTimeFormat(regional(locale), { hour: "2-digit", minute: "2-digit" }).format(new Date(iso));
}

/** "5m", "3h", "2d" as the reader's language writes it. */
export function ago(iso: string, locale: string, now = Date.now()): string {
  const minutes = Math.max(0, Math.floor((now - Date.parse(iso)) / 60_000));
  const [value, unit] = minutes < 60 ? [minutes, "minute"] : minutes < 1440 ? [Math.floor(minutes / 60), "hour"] : [Math.floor(minutes / 1440), "day"];
  return new Intl.NumberFormat(regional(locale), { style: "unit", unit: unit as string, unitDisplay: "narrow" }).format(value as number);
}
