/* An invoice that an operator sends. */
import { el } from "../lib/dom";
import { date, money } from "../lib/format";
import type { CardTools } from "./cards";
import type { Invoice } from "./types";

export function drawInvoice(invoice: Invoice, tools: CardTools): HTMLElement {
  const tone = invoice.status === "paid" ? "ok" : invoice.status === "overdue" ? "bad" : "info";
  return el("div", { class: "card__body" },
    el("div", { class: "card__head" }, el("strong", {}, invoice.number), el("span", { class: `badge badge--${tone}` }, invoice.status_text)),
    el("div", { class: "meta" }, el("span", {}, tools.say("due", { date: date(invoice.due_on, tools.locale) }))),
    el("div", { class: "card__foot" }, el("strong", { class: "num" }, money(invoice.total, tools.locale)), Number(invoice.open.amount) > 0 && invoice.status !== "open"
      ? el("span", { class: "num" }, money(invoice.open, tools.locale)) : null));
}
