import type { Api } from "../lib/api";
import { attachmentList } from "../lib/attachments";
import { el, icon } from "../lib/dom";
import { clock, date, money, quantity } from "../lib/format";
import { text } from "../lib/texts";
import { Tray } from "../lib/tray";
import type { Attachment } from "../lib/upload";
import type { Outgoing } from "../widget/outbox";
import { linked } from "../widget/messages";
import type { Card, Message } from "../widget/types";
import { stateBadge } from "./inbox";
import type { Detail, Row } from "./types";

const NEAR_END_PX = 90;

export interface PaneActions {
  take: () => void;
  giveBack: () => void;
  close: () => void;
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
  private readonly tray: Tray;
  private readonly form: HTMLFormElement;
  private waits = false;
  private shown: string | null = null;

  constructor(private readonly home: Element, private readonly locale: string, private readonly me: string, api: Api, private readonly actions: PaneActions) {
    this.tray = new Tray({ api, locale, say: text, changed: () => this.filesChanged() }, "btn btn--quiet btn--icon");
    this.form = el("form", { class: "pane__compose" }, this.tray.list, this.tray.button, this.tray.input, this.field, this.send);
    this.tray.watch(home as HTMLElement, this.field);
    this.log.append(this.list, this.typing);
    this.form.addEventListener("submit", (event) => { event.preventDefault(); this.submit(); });
    this.field.addEventListener("input", () => actions.typed(this.field.value));
    this.field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.submit(); }
      else if (event.key === "Escape") { event.stopPropagation(); this.field.blur(); }
    });
    this.empty();
  }

  private submit(): void {
    const said = this.field.value.trim();
    if ((!said && this.tray.empty) || this.field.disabled) return;
    this.waits = this.tray.busy;
    this.send.setAttribute("aria-busy", String(this.waits));
    if (this.waits || this.tray.failed) return;
    this.field.value = "";
    this.actions.send(said, this.tray.take());
    this.toEnd();
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
    }
    const followed = first || this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR_END_PX;
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
        mine ? button(text("close"), "c", this.actions.close, " btn--quiet") : "",
        el("button", { class: "btn btn--quiet btn--icon btn--sm pane__info", type: "button", "aria-label": text("customer_side"), onclick: () => this.actions.side() }, icon("user"))));
  }

  private drawForm(row: Row): void {
    const mine = row.state === "assigned" && row.assignee?.id === this.me;
    this.field.disabled = !mine;
    this.send.disabled = !mine;
    this.tray.button.disabled = !mine;
    this.note.textContent = mine ? "" : row.state === "assigned" ? text("read_only", { name: row.assignee?.name ?? "" })
      : row.state === "bot" ? text("bot_answers") : row.state === "closed" ? text("state_closed") : text("take_first");
  }

  private drawList(messages: Message[], unsent: Outgoing[]): void {
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
    if (message.author === "system") return el("div", { class: "pane__system" }, message.text, " · ", clock(message.created_at, this.locale));
    const who = message.author === "bot" ? text("assistant") : message.author_name || text("buyer");
    return el("article", { class: `said said--${message.author}${message.suggestion ? " said--suggestion" : ""}` },
      el("header", { class: "said__head" }, el("strong", {}, who), el("time", { datetime: message.created_at }, clock(message.created_at, this.locale)),
        message.suggestion ? el("span", { class: "badge badge--warn" }, text("suggestion")) : null),
      message.text ? el("div", { class: "said__text" }, ...linked(message.text)) : null,
      attachmentList(message.attachments, "", this.locale),
      ...(message.cards ?? []).map((card) => this.card(card)),
      message.buttons?.length ? el("div", { class: "said__buttons" }, ...message.buttons.map((button) => el("span", { class: "chip" }, button.title))) : null,
      message.suggestion ? el("button", { class: "btn btn--sm", type: "button", onclick: () => this.use(message.text) }, text("use")) : null);
  }

  private use(suggested: string): void {
    if (this.field.disabled) return;
    this.field.value = suggested;
    this.actions.typed(suggested);
    this.field.focus();
  }

  private card(card: Card): HTMLElement {
    const line = (label: string, value: string): HTMLElement => el("div", { class: "said__card" }, el("span", { class: "muted u-small" }, text(`card_${card.type}`)), el("span", {}, label), el("span", { class: "num" }, value));
    switch (card.type) {
      case "product": return line(`${card.product.name} (${card.product.sku})`, money(card.product.price, this.locale));
      case "order": return line(`${card.order.number}, ${card.order.status_text}`, money(card.order.total, this.locale));
      case "rfq": return line(`${card.rfq.number}, ${card.rfq.status_text}`, money(card.rfq.quote?.total, this.locale));
      case "cart": return line(String(card.cart.line_count ?? card.cart.lines.length), money(card.cart.total, this.locale));
      case "proposal": return line(card.proposal.lines.map((its) => `${its.name} × ${quantity(its.quantity, this.locale)}`).join("; "), money(card.proposal.total, this.locale));
      case "choices": return line(`${card.text}: ${card.candidates.map((its) => its.sku).join(", ")}`, "");
    }
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
