import { Api, ApiError } from "../lib/api";
import { el, glyph } from "../lib/dom";
import { date, money } from "../lib/format";
import { counted } from "../lib/units";
import { allowed, parsed, stepped } from "../lib/quantity";
import { GLYPH } from "./glyphs";
import { drawInvoice } from "./invoice";
import { announceAnswer, drawOffer } from "./offer";
import type { Say } from "./strings";
import { tracking } from "./tracking";
import type { Button, Card, Cart, Line, Product, Proposal } from "./types";

const SHOWN_LINES = 8;

export interface CardTools {
  say: Say;
  locale: string;
  api: Api;
  base: string;
  /** On another website: the portal's pages open beside it. */
  foreign: boolean;
  press: (button: Button) => void;
  /** A visitor asks for an offer of this. */
  askOffer: ((need: string) => void) | null;
}

const TONES: Record<string, string> = {
  placed: "info", confirmed: "info", picking: "brand", partially_shipped: "warn", shipped: "brand", delivered: "ok",
  submitted: "info", in_review: "info", quoted: "warn", accepted: "ok",
};

/** Draws a message's cards; several products stand side by side. */
export function drawCards(cards: Card[], tools: CardTools): HTMLElement[] {
  const drawn = cards.map((card) => ({ card, node: drawCard(card, tools) })).filter((one) => one.node !== null) as { card: Card; node: HTMLElement }[];
  const products = drawn.filter((one) => one.card.type === "product").map((one) => one.node);
  if (products.length < 2) return drawn.map((one) => one.node);
  const first = drawn.findIndex((one) => one.card.type === "product");
  const others = (part: typeof drawn): HTMLElement[] => part.filter((one) => one.card.type !== "product").map((one) => one.node);
  return [...others(drawn.slice(0, first)), carousel(products, tools), ...others(drawn.slice(first))];
}

function carousel(products: HTMLElement[], tools: CardTools): HTMLElement {
  const track = el("div", { class: "carousel__track", role: "list", tabindex: 0, "aria-label": tools.say("products", { n: products.length }) },
    ...products.map((node) => { node.setAttribute("role", "listitem"); return node; }));
  const move = (way: 1 | -1): void => track.scrollBy({ left: way * (track.firstElementChild?.clientWidth ?? 200), behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  const button = (way: 1 | -1, key: "previous" | "next", sign: string): HTMLElement =>
    el("button", { class: "carousel__btn", type: "button", "aria-label": tools.say(key), onclick: () => move(way) }, glyph(sign, 16));
  return el("div", { class: "carousel" }, track, el("div", { class: "carousel__foot" },
    el("span", { class: "meta" }, tools.say("products", { n: products.length })), button(-1, "previous", GLYPH.left), button(1, "next", GLYPH.right)));
}

/** Draws one card; a kind this version does not know is left out (its message's text still tells it). */
export function drawCard(card: Card, tools: CardTools): HTMLElement | null {
  const body = inside(card, tools);
  if (!body) return null;
  // choices and priced products have their own ways to add, with a quantity
  const added = card.type === "choices" || (card.type === "product" && card.product.price !== null);
  const own = added ? [] : card.buttons ?? [];
  return el("div", { class: `card card--${card.type}` }, body,
    own.length > 0 ? el("div", { class: "card__buttons" }, ...own.map((button) => action(button.title, () => tools.press(button)))) : null);
}

function inside(card: Card, tools: CardTools): HTMLElement | null {
  switch (card.type) {
    case "product": return product(card.product, tools);
    case "cart_offer": return drawOffer(card.offer, tools);
    case "offer_answer": return announceAnswer(card);
    case "order": return summary(tools, "order", card.order.number, "/orders/", card.order.status, card.order.status_text, "openOrder",
      [date(card.order.placed_at, tools.locale), card.order.eta ? tools.say("expected", { date: date(card.order.eta, tools.locale) }) : ""], money(card.order.total, tools.locale), tracking(card.order, tools.say, tools.locale));
    case "rfq": return summary(tools, "request", card.rfq.number, "/rfqs/", card.rfq.status, card.rfq.status_text, "openRfq",
      [card.rfq.title ?? "", card.rfq.quote?.valid_until ? tools.say("validUntil", { date: date(card.rfq.quote.valid_until, tools.locale) }) : ""], money(card.rfq.quote?.total, tools.locale));
    case "proposal": return proposal(card.proposal, tools);
    case "cart": return cart(card.cart, tools);
    case "choices": return choices(card, tools);
    case "invoice": return drawInvoice(card.invoice, tools);
    default: return null;
  }
}

function action(title: string, run: () => void, kind = ""): HTMLButtonElement {
  return el("button", { class: `act${kind}`, type: "button", onclick: run }, title);
}

function link(tools: CardTools, path: string, title: string): HTMLElement {
  return el("a", { class: "link", href: `${tools.base}${path}`, ...beside(tools) }, title);
}

const beside = (tools: CardTools): Record<string, string> => (tools.foreign ? { target: "_blank", rel: "noopener" } : {});

/** Runs a write of a card: busy while it lasts, done once, its failure said beside the button. */
async function perform(button: HTMLButtonElement, tools: CardTools, write: () => Promise<Cart>): Promise<void> {
  if (button.disabled) return;
  button.disabled = true;
  const place = button.parentElement;
  place?.querySelector(".card__error")?.remove();
  try {
    const state = await write();
    window.dispatchEvent(new CustomEvent("prilavok:cart", { detail: state }));
    const done = el("span", { class: "done", role: "status" }, glyph(GLYPH.check, 16), tools.say("added"), " ", link(tools, "/cart", tools.say("viewCart")));
    button.replaceWith(done);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    button.disabled = false;
    place?.append(el("span", { class: "card__error", role: "alert" }, error.message || tools.say(error.status === 0 ? "offline" : "failed")));
  }
}

function stockText(item: Product, tools: CardTools): HTMLElement {
  return el("span", { class: item.in_stock ? "in" : "muted" },
    item.in_stock ? tools.say("inStock", { n: counted(item.available, item.unit, tools.locale) }) : tools.say("toOrder"));
}

function addLine(tools: CardTools, sku: string, amount: string | number): Promise<Cart> {
  return tools.api.post<Cart>("/cart/lines", { sku, quantity: String(amount) }, { "Idempotency-Key": crypto.randomUUID() });
}

function stepper(item: Product, tools: CardTools): { node: HTMLElement; value: () => number } {
  const min = Number(item.min_quantity ?? 1) || 1;
  const step = Number(item.order_step ?? 1) || 1;
  const field = el("input", { class: "qty", type: "text", inputmode: "decimal", value: min, "aria-label": tools.say("quantity") });
  const value = (): number => allowed(parsed(field.value), min, step);
  const move = (way: 1 | -1): void => { field.value = String(stepped(parsed(field.value), way, min, step)); };
  field.addEventListener("change", () => { field.value = String(value()); });
  const button = (way: 1 | -1, sign: string): HTMLElement =>
    el("button", { type: "button", class: "qty__btn", tabindex: -1, "aria-hidden": "true", onclick: () => move(way) }, glyph(sign, 14));
  return { node: el("span", { class: "stepper" }, button(-1, GLYPH.minus), field, button(1, GLYPH.plus)), value };
}

function product(item: Product, tools: CardTools): HTMLElement {
  const amount = stepper(item, tools);
  const add = action(tools.say("add"), () => void perform(add, tools, () => addLine(tools, item.sku, amount.value())), " act--main");
  const { askOffer } = tools;
  const onRequest = askOffer ? action(tools.say("askOffer"), () => askOffer(`${item.name} (${item.sku})`))
    : link(tools, `/rfqs/new?sku=${encodeURIComponent(item.sku)}`, tools.say("onRequest"));
  return el("div", { class: "card__body" },
    el("a", { class: "card__title", href: `${tools.base}/product/${encodeURIComponent(item.sku)}`, ...beside(tools) }, item.name),
    el("div", { class: "meta" }, el("span", {}, item.sku), stockText(item, tools)),
    el("div", { class: "card__foot" },
      item.price ? el("strong", { class: "num" }, money(item.price, tools.locale)) : null,
      item.price && !askOffer ? el("span", { class: "buy" }, amount.node, add) : onRequest));
}

function summary(tools: CardTools, title: "order" | "request", number: string, path: string, status: string, statusText: string,
  open: "openOrder" | "openRfq", facts: string[], total: string, more: HTMLElement | null = null): HTMLElement {
  return el("div", { class: "card__body" },
    el("div", { class: "card__head" }, el("strong", {}, tools.say(title, { number })), el("span", { class: `badge badge--${TONES[status] ?? "idle"}` }, statusText)),
    el("div", { class: "meta" }, ...facts.filter(Boolean).map((fact) => el("span", {}, fact))), more,
    el("div", { class: "card__foot" }, el("strong", { class: "num" }, total), link(tools, `${path}${encodeURIComponent(number)}`, tools.say(open))));
}

function lineText(line: Line): HTMLElement {
  return el("span", { class: "line__text" }, el("span", {}, line.name), line.reason ? el("span", { class: "meta" }, line.reason) : null);
}

function proposal(offer: Proposal, tools: CardTools): HTMLElement {
  const boxes = new Map<HTMLInputElement, Line["id"]>();
  const rows = offer.lines.map((line) => {
    const box = el("input", { type: "checkbox", checked: (line.probability ?? 1) >= 0.4 });
    boxes.set(box, line.id);
    const share = line.probability === undefined ? null : Math.round(100 * line.probability);
    return el("label", { class: "line", title: share === null ? null : tools.say("likely", { n: share }) }, box, lineText(line),
      el("span", { class: "num" }, counted(line.quantity, line.unit, tools.locale)));
  });
  const add = action(tools.say("addPicked"), () => {
    const ids = [...boxes].filter(([box]) => box.checked).map(([, id]) => id);
    if (ids.length === 0) return;
    void perform(add, tools, () => tools.api.post<Cart>(`/cart/proposals/${offer.id}/apply`, { line_ids: ids }, { "Idempotency-Key": crypto.randomUUID() }));
  }, " act--main");
  return el("div", { class: "card__body" },
    el("div", { class: "card__head" }, el("strong", {}, tools.say("proposal")), offer.total ? el("span", { class: "num" }, money(offer.total, tools.locale)) : null),
    el("div", { class: "lines" }, ...rows), el("div", { class: "card__foot" }, add));
}

function cart(state: Cart, tools: CardTools): HTMLElement {
  // a long cart comes shortened; line_count counts all of it
  const rest = (state.line_count ?? state.lines.length) - SHOWN_LINES;
  return el("div", { class: "card__body" },
    el("div", { class: "card__head" }, el("strong", {}, tools.say("cart"))),
    state.lines.length === 0 ? el("p", { class: "meta" }, tools.say("cartEmpty")) : null,
    el("div", { class: "lines" }, ...state.lines.slice(0, SHOWN_LINES).map((line) => el("div", { class: "line" }, lineText(line),
      el("span", { class: "num" }, counted(line.quantity, line.unit, tools.locale)), el("span", { class: "num" }, money(line.total, tools.locale))))),
    rest > 0 ? el("p", { class: "meta" }, tools.say("more", { n: rest })) : null,
    el("div", { class: "card__foot" }, el("strong", { class: "num" }, `${tools.say("total")} ${money(state.total, tools.locale)}`), link(tools, "/cart", tools.say("viewCart"))));
}

function choices(card: Extract<Card, { type: "choices" }>, tools: CardTools): HTMLElement {
  const rows = card.candidates.map((item, index) => {
    const own = card.buttons?.[index];
    const pick: HTMLButtonElement = action(tools.say("add"), () => {
      if (own) tools.press(own);
      else void perform(pick, tools, () => addLine(tools, item.sku, card.quantity ?? item.min_quantity ?? 1));
    });
    return el("div", { class: "line" },
      el("span", { class: "line__text" }, el("span", {}, item.name), el("span", { class: "meta" }, item.sku, " ", stockText(item, tools), item.price ? ` ${money(item.price, tools.locale)}` : "")), pick);
  });
  return el("div", { class: "card__body" }, el("strong", {}, tools.say("which", { text: card.text })), el("div", { class: "lines" }, ...rows));
}
