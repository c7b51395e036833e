import { el } from "../lib/dom";
import { date, money } from "../lib/format";
import { counted } from "../lib/units";
import { text } from "../lib/texts";
import { act } from "./basket";
import type { Context, Detail, Nlu } from "./types";

const SHOWN_LINES = 10;
const ORDER_TONES: Record<string, string> = { placed: "info", confirmed: "info", picking: "brand", partially_shipped: "warn", shipped: "brand", delivered: "ok" };

type Content = (Node | null)[];

function section(title: string, content: Content): HTMLElement {
  return el("section", { class: "side__section" }, el("h3", {}, title), ...content);
}

function facts(pairs: [string, string | null | undefined][]): HTMLElement {
  return el("dl", { class: "dl" }, ...pairs.filter(([, value]) => value).flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
}

export interface SideTools { mine: boolean; card: (button: HTMLButtonElement, type: string, ref: string) => void }

/** The customer beside the conversation: what an operator needs to go on without asking again. */
export function drawSide(home: Element, detail: Detail, locale: string, tools: SideTools): void {
  const { context } = detail;
  home.replaceChildren(
    el("header", { class: "side__head" }, el("h2", {}, detail.customer?.name ?? text("guest")), el("p", { class: "muted" }, detail.company?.name ?? "")),
    ...(detail.reason ? [section(text("reason"), [el("p", {}, reason(detail.reason))])] : []),
    ...(detail.summary || detail.tags?.length ? [section(text("summary"), [detail.summary ? el("p", {}, detail.summary) : null, el("div", { class: "side__tags" }, ...(detail.tags ?? []).map((tag) => el("span", { class: "badge badge--outline" }, tag)))])] : []),
    section(text("understood"), understood(context.nlu)),
    ...(context.company ? [section(text("company"), company(context, locale))] : []),
    section(text("cart"), cart(context, locale)),
    section(text("orders"), orders(context, locale, tools)),
    section(text("rfqs"), rfqs(context, locale, tools)),
  );
}

/** The reasons that programs give have a text; what a person wrote is shown as it is. */
function reason(given: string): string {
  const known = text(`reason_${given}`);
  return known === `reason_${given}` ? given : known;
}

function company(context: Context, locale: string): Content {
  const { company: firm, credit } = context;
  if (!firm) return [];
  return [
    facts([[text("country"), firm.country], [text("since"), firm.customer_since ? date(firm.customer_since, locale) : null], [text("manager"), firm.account_manager]]),
    credit ? el("div", { class: "side__credit" },
      el("div", { class: "row row--between" }, el("span", { class: "muted" }, `${text("credit")}: ${text("available")}`), el("strong", { class: "num" }, money(credit.available, locale))),
      el("progress", { class: meterClass(credit), max: 100, value: share(credit), "aria-label": text("used") }),
      el("div", { class: "row row--between u-small muted" }, el("span", {}, `${text("used")} ${money(credit.used, locale)}`), el("span", {}, `${text("limit")} ${money(credit.limit, locale)}`))) : null,
  ];
}

function share(credit: NonNullable<Context["credit"]>): number {
  const limit = Number(credit.limit.amount);
  return limit > 0 ? Math.min(100, Math.round((100 * Number(credit.used.amount)) / limit)) : 100;
}

function meterClass(credit: NonNullable<Context["credit"]>): string {
  const used = share(credit);
  return `meter${used >= 100 ? " meter--bad" : used >= 80 ? " meter--warn" : ""}`;
}

function cart(context: Context, locale: string): Content {
  const lines = context.cart?.lines ?? [];
  if (lines.length === 0) return [el("p", { class: "muted" }, text("cart_empty"))];
  const rest = lines.length - SHOWN_LINES;
  return [
    el("ul", { class: "side__list" }, ...lines.slice(0, SHOWN_LINES).map((line) => el("li", {},
      el("span", { class: "u-clamp" }, line.name), el("span", { class: "num" }, counted(line.quantity, line.unit, locale))))),
    rest > 0 ? el("p", { class: "muted" }, text("more", { n: rest })) : null,
  ];
}

function orders(context: Context, locale: string, tools: SideTools): Content {
  if (context.orders.length === 0) return [el("p", { class: "muted" }, text("no_orders"))];
  return [el("ul", { class: "side__list" }, ...context.orders.map((order) => el("li", {},
    el("span", {}, el("strong", {}, order.number), el("span", { class: "table__sub" }, date(order.placed_at, locale), order.eta ? `, ${text("eta", { date: date(order.eta, locale) })}` : "")),
    el("span", { class: "side__end" }, el("span", { class: `badge badge--${ORDER_TONES[order.status] ?? "idle"}` }, text(`order_${order.status}`)), el("span", { class: "num u-small" }, money(order.total, locale))), send(tools, "order", order.number))))];
}

function rfqs(context: Context, locale: string, tools: SideTools): Content {
  if (context.rfqs.length === 0) return [el("p", { class: "muted" }, text("no_rfqs"))];
  return [el("ul", { class: "side__list" }, ...context.rfqs.map((rfq) => el("li", {},
    el("span", {}, el("a", { class: "link", href: `/staff/rfqs/${encodeURIComponent(rfq.number)}` }, rfq.number), el("span", { class: "table__sub" }, rfq.title || date(rfq.created_at, locale))),
    el("span", { class: "badge" }, text(`rfq_${rfq.status}`)), send(tools, "rfq", rfq.number))))];
}

function send(tools: SideTools, type: string, ref: string): HTMLElement | null {
  return tools.mine ? act("send", `${text("send_card")}: ${ref}`, (button) => tools.card(button, type, ref)) : null;
}

function understood(nlu: Nlu | null): Content {
  const intent = typeof nlu?.intent === "string" ? nlu.intent : nlu?.intent?.name;
  if (!nlu || !intent) return [el("p", { class: "muted" }, text("nothing_understood"))];
  const sure = nlu.confidence ?? (typeof nlu.intent === "object" ? nlu.intent?.confidence : undefined);
  const entities = (nlu.entities ?? []).filter((entity) => entity.entity);
  return [
    facts([[text("intent"), intent.replaceAll("_", " ")], [text("confidence"), sure === undefined ? null : `${Math.round(100 * sure)}%`]]),
    entities.length > 0 ? el("ul", { class: "side__tags" }, ...entities.map((entity) => el("li", { class: "badge badge--outline" }, `${entity.entity}: ${String(entity.value)}`))) : null,
  ];
}
