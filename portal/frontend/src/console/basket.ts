import { ApiError, type Api, type Json } from "../lib/api";
import { el, icon } from "../lib/dom";
import { money } from "../lib/format";
import { allowed, parsed } from "../lib/quantity";
import { counted } from "../lib/units";
import { text } from "../lib/texts";
import { toast } from "../ui/toast";
import type { Product } from "../widget/types";

interface Item { key: string; product: Product | null; words: string; quantity: number }
interface TextLine { phrase: string; quantity: number | string; product: Product | null; candidates: Product[] }

const DELAY_MS = 250;
const LIMIT = 6;

/** Goods beside the chat: found or read out of the buyer's words, sent as a card, offered for the cart, or asked for in his name. */
export class Basket {
  readonly node = el("section", { class: "side__section basket" });
  private readonly field: HTMLInputElement;
  private readonly hits = el("ul", { class: "side__list basket__hits" });
  private readonly list = el("ul", { class: "side__list" });
  private readonly foot = el("div", { class: "basket__foot" });
  private items: Item[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private request: AbortController | null = null;
  private number = 0;

  constructor(private readonly api: Api, private readonly path: string, private readonly locale: string, private readonly member: boolean, private readonly lastWords: () => string) {
    this.field = el("input", { class: "input", type: "search", id: "desk-goods", autocomplete: "off", placeholder: text("find_goods"), "aria-label": text("find_goods") });
    this.field.addEventListener("input", () => this.later());
    this.field.addEventListener("keydown", (event) => { if (event.key === "Escape") { event.stopPropagation(); this.field.blur(); } });
    this.node.append(
      el("div", { class: "row row--between" }, el("h2", {}, text("goods")),
        member ? el("button", { class: "btn btn--sm btn--quiet", type: "button", onclick: () => void this.read() }, icon("sparkles", "sm"), text("read_chat")) : ""),
      this.field, this.hits, this.list, this.foot);
    this.draw();
  }

  focus(): void {
    this.field.focus();
  }

  private later(): void {
    clearTimeout(this.timer);
    this.request?.abort();
    const words = this.field.value.trim();
    if (words.length < 2) { this.hits.replaceChildren(); return; }
    this.timer = setTimeout(() => void this.find(words), DELAY_MS);
  }

  private async find(words: string): Promise<void> {
    this.request = new AbortController();
    const { signal } = this.request;
    this.hits.replaceChildren(el("li", { class: "skeleton skeleton--line", "aria-hidden": "true" }));
    try {
      const { items } = await this.api.get<{ items: Product[] }>(`${this.path}/products?limit=${LIMIT}&q=${encodeURIComponent(words)}`, signal);
      this.hits.replaceChildren(...items.map((item) => this.hit(item)));
      if (items.length === 0) this.hits.append(el("li", { class: "muted" }, text("nothing_found")));
    } catch (error) {
      if (signal.aborted) return; // a later word is being looked for
      this.hits.replaceChildren(el("li", { class: "u-bad", role: "alert" }, said(error)));
    }
  }

  private hit(item: Product): HTMLElement {
    return el("li", {},
      el("span", {}, el("span", { class: "u-clamp" }, item.name), el("span", { class: "table__sub" }, item.sku, " · ", item.price ? money(item.price, this.locale) : text("on_request"), " · ", counted(item.available, item.unit, this.locale))),
      el("span", { class: "basket__acts" },
        act("send", text("send_card"), (button) => this.card(button, "product", item.sku)),
        this.member ? act("plus", text("put_in"), () => this.put(item, Number(item.min_quantity ?? 1) || 1)) : null));
  }

  /** Sends a card of this kind; the button rests meanwhile. */
  async card(button: HTMLButtonElement, type: string, ref: string): Promise<void> {
    await this.busy(button, async () => {
      await this.api.post(`${this.path}/cards`, { client_id: crypto.randomUUID(), type, ref });
      toast({ text: text("card_sent") });
    });
  }

  private async read(): Promise<void> {
    const words = this.lastWords();
    if (!words) { toast({ text: text("nothing_written"), tone: "warn" }); return; }
    try {
      const { lines } = await this.api.post<{ lines: TextLine[] }>(`${this.path}/lines`, { text: words });
      for (const line of lines) {
        const product = line.product ?? line.candidates[0] ?? null;
        if (product) this.put(product, Number(line.quantity) || 1);
        else this.items.push({ key: String(this.number++), product: null, words: line.phrase, quantity: Number(line.quantity) || 1 });
      }
      this.draw();
    } catch (error) {
      toast({ text: said(error), tone: "warn" });
    }
  }

  private put(product: Product, quantity: number): void {
    const known = this.items.find((item) => item.product?.sku === product.sku);
    const least = Number(product.min_quantity ?? 1) || 1;
    const step = Number(product.order_step ?? 1) || 1;
    const wanted = allowed(quantity, least, step);
    if (known) known.quantity = allowed(known.quantity + quantity, least, step);
    else this.items.push({ key: String(this.number++), product, words: "", quantity: wanted });
    this.draw();
  }

  private draw(): void {
    this.list.replaceChildren(...this.items.map((item) => this.row(item)));
    const goods = this.items.filter((item) => item.product);
    const button = (label: string, kind: string, run: (button: HTMLButtonElement) => Promise<void>): HTMLButtonElement => {
      const made: HTMLButtonElement = el("button", { class: `btn btn--sm${kind}`, type: "button", onclick: () => void run(made) }, label);
      return made;
    };
    this.foot.replaceChildren(...(this.items.length === 0 ? [] : [
      ...(goods.length > 0 ? [button(text("offer_cart"), " btn--primary", (made) => this.offer(made))] : []),
      button(text("raise_rfq"), "", (made) => this.ask(made)),
    ]));
  }

  private row(item: Item): HTMLElement {
    const name = item.product?.name ?? item.words;
    const amount = el("input", { class: "input input--num", type: "text", inputmode: "decimal", value: item.quantity, "aria-label": `${text("quantity")}: ${name}` });
    amount.addEventListener("change", () => {
      const given = parsed(amount.value);
      const { product } = item;
      item.quantity = product ? allowed(given, Number(product.min_quantity ?? 1) || 1, Number(product.order_step ?? 1) || 1) : given > 0 ? given : 1;
      amount.value = String(item.quantity);
    });
    return el("li", { class: "basket__line" },
      el("span", {}, el("span", { class: "u-clamp" }, name), el("span", { class: "table__sub" }, item.product?.sku ?? text("in_words"))), amount,
      act("x", text("take_out", { name }), () => { this.items = this.items.filter((other) => other !== item); this.draw(); }));
  }

  private async offer(button: HTMLButtonElement): Promise<void> {
    await this.busy(button, async () => {
      const goods = this.items.filter((item) => item.product);
      const lines = goods.map((item) => ({ sku: item.product?.sku ?? "", quantity: String(item.quantity) }));
      await this.api.post(`${this.path}/cart-offers`, { client_id: crypto.randomUUID(), lines });
      this.done(this.items.filter((item) => !item.product), "offer_sent");
    });
  }

  private async ask(button: HTMLButtonElement): Promise<void> {
    await this.busy(button, async () => {
      const lines: Json[] = this.items.map((item) => item.product ? { sku: item.product.sku, quantity: String(item.quantity) } : { description: item.words, quantity: String(item.quantity), unit: "pcs" });
      await this.api.post(`${this.path}/rfq`, { client_id: crypto.randomUUID(), lines });
      this.done([], "rfq_raised");
    });
  }

  private done(rest: Item[], word: string): void {
    this.items = rest;
    this.field.value = "";
    this.hits.replaceChildren();
    this.draw();
    toast({ text: text(word) });
  }

  private async busy(button: HTMLButtonElement, run: () => Promise<void>): Promise<void> {
    if (button.disabled) return;
    button.disabled = true;
    try {
      await run();
    } catch (error) {
      toast({ text: said(error), tone: "bad" });
    }
    button.disabled = false;
  }
}

export function act(name: string, label: string, run: (button: HTMLButtonElement) => void): HTMLButtonElement {
  const made: HTMLButtonElement = el("button", { class: "btn btn--quiet btn--icon btn--sm", type: "button", title: label, "aria-label": label, onclick: () => run(made) }, icon(name, "sm"));
  return made;
}

function said(error: unknown): string {
  if (!(error instanceof ApiError)) throw error;
  return error.status === 0 ? text("offline") : error.message || text("failed");
}
