/** Units of sale as people read them, in the forms their languages count with. */
import { quantity } from "./format";

type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

const fixed = (word: string): Forms => ({ other: word });
const slavic = (one: string, few: string, many: string, other = few): Forms => ({ one, few, many, other });

const UNITS: Record<string, Record<string, Forms>> = {
  en: {
    pcs: { one: "pc", other: "pcs" }, pack: { one: "pack", other: "packs" }, box: { one: "box", other: "boxes" }, pair: { one: "pair", other: "pairs" },
    roll: { one: "roll", other: "rolls" }, set: { one: "set", other: "sets" }, ream: { one: "ream", other: "reams" },
  },
  uk: {
    pcs: fixed("шт."), m: fixed("м"), kg: fixed("кг"), l: fixed("л"), pack: fixed("уп."), box: fixed("кор."),
    pair: slavic("пара", "пари", "пар"), roll: fixed("рул."), set: fixed("компл."), ream: fixed("пач."),
  },
  ru: {
    pcs: fixed("шт."), m: fixed("м"), kg: fixed("кг"), l: fixed("л"), pack: fixed("уп."), box: fixed("кор."),
    pair: slavic("пара", "пары", "пар"), roll: fixed("рул."), set: fixed("компл."), ream: fixed("пач."),
  },
  pl: {
    pcs: fixed("szt."), pack: fixed("op."), box: fixed("kart."), pair: slavic("para", "pary", "par"),
    roll: fixed("rol."), set: fixed("kpl."), ream: slavic("ryza", "ryzy", "ryz"),
  },
};

/** "6 pairs", "1 pc"; a unit not listed here is shown by its code. */
export function counted(value: string | number, unit: string, locale: string): string {
  const language = locale.slice(0, 2);
  const forms = UNITS[language]?.[unit];
  const word = forms ? forms[new Intl.PluralRules(language).select(Number(value))] ?? forms.other : unit;
  return `${quantity(value, locale)}\u00a0${word}`;
}
