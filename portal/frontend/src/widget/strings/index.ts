import { en, type Strings } from "./en";
import { pl } from "./pl";
import { ru } from "./ru";
import { uk } from "./uk";

const LANGUAGES: Record<string, Strings> = { en, pl, ru, uk };

export type Say = (key: keyof Strings, values?: Record<string, string | number>) => string;

/** The widget's texts in one language; an unknown language gets English. */
export function speaker(locale: string): Say {
  const strings = LANGUAGES[locale.slice(0, 2)] ?? en;
  return (key, values = {}) => strings[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

export const languages = LANGUAGES;
