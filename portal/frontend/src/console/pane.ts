import type { Api } from "../lib/api";
import { attachmentList } from "../lib/attachments";
import { el, icon } from "../lib/dom";
import { clock, date, money, quantity } from "../lib/format";
import { text } from "../lib/texts";
import { Tray } from "../lib/tray";
import type { Attachment } from "../lib/upload";
import { counted } from "../lib/units";
import type { Outgoing } from "../widget/outbox";
import { linked } from "../widget/messages";
import type { Card, Message, Offer } from "../widget/types";
import { stateBadge } from "./inbox";
import { Picker } from "./picker";
import type { Detail, Party, Row } from "./types";

const NEAR_END_PX = 90;

export interface PaneActions {
  take: () => void;
  giveBack: () => void;
  close: () => void;
  snooze: () => void;
  transfer: () => void;
  queue: () => void;
  note: (text: string, mentions: string[]) => void;
  canned: (words: string) => Promise<{ shortcut: string; title: string; text: string }[]>;
  colleagues: () => Party[];
  send: (text: string, files: Attachment[]) => void;
  typed: (text: string) => void;
  leave: () => void;
  side: () => void;
  retry: (clientId: string) => void;
  discard: (clientId: string) => void;
}

/** The conversation in the middle: what was said, who has it, and the box to answer in. */
export class Pane {
  readonly field = el("textarea", { class: "input", rows: 2, maxlength: 4000, placeholder: text("reply"), "aria-label": text("reply") });
  private readonly head = el("header", { class: "pane__head" });
  private readonly log = el("div", { class: "pane__log", role: "log", "aria-live": "polite", tabindex: 0 });
  private readonly list = el("div", { class: "pane__list" });
  private readonly typing = el("p", { class: "pane__typing", "aria-live": "polite" });
  private readonly note = el("p", { class: "pane__note", role: "status" });
  private readonly send = el("button", { class: "btn btn--primary", type: "submit" }, icon("send", "sm"), text("send"));
  private readonly modes = el("div", { class: "pane__modes", role: "group", "aria-label": text("reply") });
  private readonly picker: Picker;
  private readonly tray: Tray;
  private answers = new Map<string, Offer["state"]>();
  private noting = false;
  private row: Row | null = null;
  private readonly form: HTMLFormElement;
  private waits = false;
  private shown: string | null = null;

  constructor(private readonly home: Element, private readonly locale: string, private readonly me: string, api: Api, private readonly actions: PaneActions) {
    this.tray = new Tray({ api, locale, say: text, changed: () => this.filesChanged() }, "btn btn--quiet btn--icon");
    this.picker = new Picker(this.field, text("canned"));
    this.field.setAttribute("aria-controls", this.picker.node.id);
    this.form = el("form", { class: "pane__compose" }, this.modes, this.picker.node, this.tray.list, this.tray.button, this.tray.input, this.field, this.send);
    this.tray.watch(home as HTMLElement, this.field);
    this.log.append(this.list, this.typing);
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.submit(); });
    this.field.addEventListener("input", () => { if (!this.noting) actions.typed(this.field.value); void this.offer(); });
    this.field.addEventListener("blur", () => this.picker.close());
    this.field.addEventListener("keydown", (event) => {
      if (this.picker.key(event)) return;
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.submit(); }
      else if (event.key === "Escape") { event.stopPropagation(); this.field.blur(); }
    });
    // Where there is no room for a third column, the customer opens below the head, however many lines that has.
    new ResizeObserver(() => home.parentElement?.style.setProperty("--pane-head", `${this.head.offsetHeight}px`)).observe(this.head);
    this.empty();
  }

  private submit(): void {
    const said = this.field.value.trim();
    if (this.noting) { if (said) this.leaveNote(said); return; }
    if ((!said && this.tray.empty) || this.field.disabled) return;
    this.waits = this.tray.busy;
    this.send.setAttribute("aria-busy", String(this.waits));
    if (this.waits || this.tray.failed) return;
    this.field.value = "";
    this.actions.send(said, this.tray.take());
    this.toEnd();
  }

  /** A note for colleagues instead of a reply; it has a look of its own, so that nobody mistakes the one for the other. */
  setNoting(on: boolean): void {
    if (!this.row) return;
    this.noting = on;
    this.picker.close();
    this.drawForm(this.row);
    if (!this.field.disabled) this.field.focus();
  }

  private leaveNote(said: string): void {
    const mentions = this.actions.colleagues().filter((one) => said.includes(`@${one.name}`)).map((one) => one.id);
    this.field.value = "";
    this.actions.note(said, mentions);
    this.toEnd();
  }

  /** "/" at the beginning of a reply opens the canned ones, "@" in a note the colleagues. */
  private async offer(): Promise<void> {
    const { value } = this.field;
    if (this.noting) {
      const typed = /(?:^|\s)@(\S*)$/.exec(value.slice(0, this.field.selectionStart));
      const found = typed ? this.actions.colleagues().filter((one) => one.name.toLocaleLowerCase().includes((typed[1] ?? "").toLocaleLowerCase())) : [];
      this.picker.show(found.slice(0, 8).map((one) => ({ title: one.name, detail: "", run: () => this.name(one, (typed?.[1] ?? "").length) })));
      return;
    }
    if (!/^\/\S*$/.test(value)) { this.picker.close(); return; }
    const found = await this.actions.canned(value.slice(1));
    if (this.field.value !== value) return; // more was typed meanwhile
    this.picker.show(found.map((one) => ({ title: `/${one.shortcut} ${one.title}`, detail: one.text, run: () => this.use(one.text) })));
  }

  private name(one: Party, typed: number): void {
    const at = this.field.selectionStart;
    this.field.setRangeText(`${one.name} `, at - typed, at, "end");
  }

  /** A reply that was sent while its files were on their way leaves with the last of them. */
  private filesChanged(): void {
    if (!this.waits || this.tray.busy) return;
    this.waits = false;
    this.send.setAttribute("aria-busy", "false");
    if (!this.tray.failed) this.submit();
  }

  empty(): void {
    this.shown = null;
    this.home.replaceChildren(el("div", { class: "empty" }, icon("headset", "lg"), el("h2", { class: "empty__title" }, text("pick")), el("p", { class: "empty__text" }, text("pick_hint"))));
  }

  draw(detail: Detail, messages: Message[], unsent: Outgoing[], draft: string): void {
    const first = this.shown !== detail.id;
    if (first) {
      this.home.replaceChildren(this.head, this.log, this.note, this.form);
      this.field.value = draft;
      this.tray.take(); // files chosen for one buyer must not reach another
      this.shown = detail.id;
      this.noting = false;
    }
    const followed = first || this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR_END_PX;
    this.row = detail;
    this.drawHead(detail);
    this.drawList(messages, unsent);
    this.drawForm(detail);
    if (followed) this.toEnd();
  }

  private toEnd(): void {
    this.log.scrollTop = this.log.scrollHeight;
  }

  showTyping(name: string | null): void {
    this.typing.textContent = name ? text("writing", { name }) : "";
  }

  private drawHead(row: Row): void {
    const mine = row.state === "assigned" && row.assignee?.id === this.me;
    const button = (label: string, key: string, run: () => void, kind = ""): HTMLElement =>
      el("button", { class: `btn btn--sm${kind}`, type: "button", onclick: run, "aria-keyshortcuts": key }, label, el("kbd", { class: "only-desktop" }, key));
    this.head.replaceChildren(
      el("button", { class: "btn btn--quiet btn--icon btn--sm pane__back", type: "button", "aria-label": text("back"), onclick: () => this.actions.leave() }, icon("arrow-left")),
      el("div", { class: "pane__who" }, el("strong", {}, row.customer?.name ?? text("guest")), el("span", { class: "muted u-small u-truncate" }, row.company?.name ?? row.channel)),
      stateBadge(row),
      el("div", { class: "pane__actions" },
        row.state === "queued" || row.state === "bot" ? button(text("take"), "t", this.actions.take, " btn--primary") : "",
        mine ? button(text("give_back"), "e", this.actions.giveBack) : "",
        mine ? this.more(button) : "",
        mine ? button(text("close"), "c", this.actions.close) : "",
        el("button", { class: "btn btn--quiet btn--icon btn--sm pane__info", type: "button", "aria-label": text("customer_side"), onclick: () => this.actions.side() }, icon("user"))));
  }

  /** What is done now and then, behind one button. */
  private more(button: (label: string, key: string, run: () => void, kind?: string) => HTMLElement): HTMLElement {
    const menu: HTMLDetailsElement = el("details", { class: "menu" },
      el("summary", { class: "btn btn--sm btn--icon", "aria-label": text("more_moves"), title: text("more_moves") }, icon("ellipsis", "sm")),
      el("div", { class: "menu__panel pane__menu" }, button(text("transfer"), "a", this.actions.transfer, " btn--quiet"),
        button(text("snooze"), "s", this.actions.snooze, " btn--quiet"), button(text("to_queue"), "q", this.actions.queue, " btn--quiet")));
    menu.addEventListener("click", (event) => { if ((event.target as Element).closest("button")) menu.open = false; });
    return menu;
  }

  private drawForm(row: Row): void {
    this.row = row;
    const mine = row.state === "assigned" && row.assignee?.id === this.me;
    const may = mine || this.noting;
    this.field.disabled = !may;
    this.send.disabled = !may;
    this.tray.button.disabled = !mine || this.noting;
    this.tray.button.hidden = this.noting;
    this.form.classList.toggle("is-noting", this.noting);
    this.form.classList.toggle("is-idle", !may);
    const label = this.noting ? text("note_placeholder") : text("reply");
    this.field.placeholder = label;
    this.field.setAttribute("aria-label", label);
    this.send.replaceChildren(icon(this.noting ? "lock" : "send", "sm"), text(this.noting ? "note_save" : "send"));
    const mode = (noting: boolean, key: string, word: string): HTMLElement => el("button", {
      class: "btn btn--sm btn--quiet", type: "button", "aria-pressed": String(this.noting === noting), onclick: () => this.setNoting(noting),
    }, text(word), el("kbd", { class: "only-desktop" }, key));
    this.modes.replaceChildren(mode(false, "r", "mode_reply"), mode(true, "n", "mode_note"),
      el("span", { class: "muted u-small only-desktop" }, text(this.noting ? "note_hint" : mine ? "canned_hint" : "")));
    this.note.textContent = mine ? "" : row.state === "assigned" ? text("read_only", { name: row.assignee?.name ?? "" })
      : row.state === "bot" ? text("bot_answers") : row.state === "closed" ? text("state_closed") : text("take_first");
  }

  private drawList(messages: Message[], unsent: Outgoing[]): void {
    this.answers = new Map(messages.flatMap((message) => message.cards ?? []).flatMap((card) => card.type === "offer_answer" ? [[card.offer_id, card.state] as const] : []));
    const nodes: HTMLElement[] = [];
    let day = "";
    for (const message of messages) {
      const its = date(message.created_at, this.locale);
      if (its !== day) nodes.push(el("div", { class: "pane__day" }, its));
      day = its;
      nodes.push(this.message(message));
    }
    for (const entry of unsent) nodes.push(this.unsent(entry));
    this.list.replaceChildren(...nodes);
  }

  private message(message: Message): HTMLElement {
    const internal = message.kind === "note" || message.kind === "whisper";
    if (message.author === "system") return el("div", { class: "pane__system" }, message.text, " · ", clock(message.created_at, this.locale));
    const who = message.author === "bot" ? text("assistant") : message.author_name || text("buyer");
    return el("article", { class: `said said--${message.author}${message.suggestion ? " said--suggestion" : internal ? " said--note" : ""}` },
      el("header", { class: "said__head" }, el("strong", {}, who), el("time", { datetime: message.created_at }, clock(message.created_at, this.locale)),
        message.suggestion ? el("span", { class: "badge badge--warn" }, text("suggestion")) : internal ? el("span", { class: "badge badge--warn" }, icon("lock", "sm"), text(message.kind === "whisper" ? "whisper" : "note")) : null,
        message.author === "operator" && !internal && !message.suggestion ? this.receipt(message) : null),
      message.text ? el("div", { class: "said__text" }, ...linked(message.text)) : null,
      attachmentList(message.attachments, "", this.locale),
      ...(message.cards ?? []).map((card) => this.card(card)).filter((node) => node !== null),
      message.buttons?.length ? el("div", { class: "said__buttons" }, ...message.buttons.map((button) => el("span", { class: "chip" }, button.title))) : null,
      message.suggestion ? el("button", { class: "btn btn--sm", type: "button", onclick: () => this.use(message.text) }, text("use")) : null);
  }

  /** One tick: sent; two: the buyer has seen it. */
  private receipt(message: Message): HTMLElement {
    const seen = (this.row?.read_by_buyer ?? 0) >= message.seq;
    return el("span", { class: `said__tick${seen ? " is-seen" : ""}`, role: "img", title: text(seen ? "seen" : "sent"), "aria-label": text(seen ? "seen" : "sent") }, icon(seen ? "check-check" : "check", "sm"));
  }

  private use(suggested: string): void {
    if (this.field.disabled) return;
    this.field.value = suggested;
    this.actions.typed(suggested);
    this.field.focus();
  }

  private card(card: Card): HTMLElement | null {
    const line = (label: string, value: string): HTMLElement => el("div", { class: "said__card" }, el("span", { class: "muted u-small" }, text(`card_${card.type}`)), el("span", {}, label), el("span", { class: "num" }, value));
    switch (card.type) {
      case "product": return line(`${card.product.name} (${card.product.sku})`, money(card.product.price, this.locale));
      case "order": return line(`${card.order.number}, ${card.order.status_text}`, money(card.order.total, this.locale));
      case "rfq": return line(`${card.rfq.number}, ${card.rfq.status_text}`, money(card.rfq.quote?.total, this.locale));
      case "cart": return line(String(card.cart.line_count ?? card.cart.lines.length), money(card.cart.total, this.locale));
      case "proposal": return line(card.proposal.lines.map((its) => `${its.name} × ${quantity(its.quantity, this.locale)}`).join("; "), money(card.proposal.total, this.locale));
      case "invoice": return line(`${card.invoice.number}, ${card.invoice.status_text}`, money(card.invoice.total, this.locale));
      case "cart_offer": return this.offered(card.offer);
      case "offer_answer": return null;
      case "choices": return line(`${card.text}: ${card.candidates.map((its) => its.sku).join(", ")}`, "");
    }
  }

  private offered(offer: Offer): HTMLElement {
    const state = this.answers.get(offer.id) ?? offer.state;
    const tone = { open: "warn", accepted: "ok", declined: "idle" }[state];
    return el("div", { class: "said__offer" },
      el("div", { class: "row row--between" }, el("span", { class: "muted u-small" }, text("card_cart_offer")), el("span", { class: `badge badge--${tone}` }, text(`offer_${state}`))),
      el("ul", { class: "side__list" }, ...offer.lines.map((line) => el("li", {}, el("span", { class: "u-clamp" }, line.name), el("span", { class: "num" }, counted(line.quantity, line.unit, this.locale))))),
      offer.total ? el("strong", { class: "num" }, money(offer.total, this.locale)) : null);
  }

  private unsent(entry: Outgoing): HTMLElement {
    return el("article", { class: "said said--operator said--unsent" },
      entry.text ? el("div", { class: "said__text" }, entry.text) : null,
      entry.files?.length ? el("div", { class: "said__text" }, entry.files.map((file) => file.name).join(", ")) : null,
      entry.refused === null ? el("span", { class: "muted u-small" }, text("sending")) : el("span", { class: "u-small u-bad", role: "alert" }, `${text("unsent")}. ${entry.refused} `,
        el("button", { class: "link", type: "button", onclick: () => this.actions.retry(entry.clientId) }, text("retry")), " ",
        el("button", { class: "link", type: "button", onclick: () => this.actions.discard(entry.clientId) }, text("discard"))));
  }
}
