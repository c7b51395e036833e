import { attachmentList, FILE_GLYPHS } from "../lib/attachments";
import { el, glyph } from "../lib/dom";
import { clock, date } from "../lib/format";
import { drawCards, type CardTools } from "./cards";
import { GLYPH } from "./glyphs";
import type { Outgoing } from "./outbox";
import type { ChatSession } from "./session";
import type { Author, Button, Message } from "./types";

const GROUP_MS = 5 * 60_000;
const LINK = /https?:\/\/[^\s<>"')]+[^\s<>"').,;:!?]/g;

/** Text with its web addresses made into links; never markup. */
export function linked(text: string): (Node | string)[] {
  const parts: (Node | string)[] = [];
  let from = 0;
  for (const match of text.matchAll(LINK)) {
    parts.push(text.slice(from, match.index), el("a", { href: match[0], target: "_blank", rel: "noopener noreferrer" }, match[0]));
    from = match.index + match[0].length;
  }
  parts.push(text.slice(from));
  return parts;
}

/** Draws the list; nodes of messages that have not changed are kept, so that focus, ticks and screen readers stay undisturbed. */
export class MessageList {
  private readonly nodes = new Map<string, { version: string; node: HTMLElement }>();

  constructor(private readonly home: HTMLElement, private readonly session: ChatSession, private readonly tools: CardTools) {}

  draw(): void {
    const { thread, conversation } = this.session;
    const messages = [...thread.former, ...thread.all()];
    const seen = messages.findLast((message) => message.author === "buyer" && !thread.former.includes(message) && message.seq <= (conversation?.read_by_desk ?? 0));
    const wanted: HTMLElement[] = [];
    const word = messages.findLastIndex((message) => !message.notice);
    messages.forEach((message, index) => {
      const before = messages[index - 1];
      const day = date(message.created_at, this.tools.locale);
      if (!before || date(before.created_at, this.tools.locale) !== day) wanted.push(this.keep(`day:${day}`, "", () => el("div", { class: "day" }, day)));
      const follows = before?.author === message.author && Date.parse(message.created_at) - Date.parse(before.created_at) < GROUP_MS;
      const last = index >= word; // a notice takes nobody's word: what was asked before it can still be answered
      const read = message === seen;
      wanted.push(this.keep(message.id, JSON.stringify([message, follows, last, read]), () => this.message(message, follows, last, read)));
    });
    for (const entry of this.session.thread.pending(this.session.outbox.list())) {
      wanted.push(this.keep(entry.clientId, JSON.stringify([entry.refused, entry.tries > 0]), () => this.unsent(entry)));
    }
    this.place(wanted);
  }

  private keep(key: string, version: string, make: () => HTMLElement): HTMLElement {
    const known = this.nodes.get(key);
    if (known?.version === version) return known.node;
    const node = make();
    node.dataset["key"] = key;
    this.nodes.set(key, { version, node });
    return node;
  }

  private place(wanted: HTMLElement[]): void {
    const keep = new Set(wanted);
    for (const child of [...this.home.children]) {
      if (keep.has(child as HTMLElement)) continue;
      const key = (child as HTMLElement).dataset["key"] ?? "";
      if (this.nodes.get(key)?.node === child) this.nodes.delete(key);
      child.remove();
    }
    wanted.forEach((node, index) => {
      if (this.home.children[index] !== node) this.home.insertBefore(node, this.home.children[index] ?? null);
    });
  }

  private name(author: Author, name: string | null): string {
    if (author === "bot") return this.tools.say("assistant");
    return author === "buyer" ? this.tools.say("you") : name ?? this.tools.say("operator");
  }

  private message(message: Message, follows: boolean, last: boolean, read: boolean): HTMLElement {
    const cards = drawCards(message.cards ?? [], this.tools);
    if (message.author === "system") return el("div", { class: "system" }, message.text, ...cards);
    return el("div", { class: `msg msg--${message.author}${follows ? " msg--follows" : ""}` },
      el("span", { class: follows || message.author === "buyer" ? "hidden" : "msg__name" }, this.name(message.author, message.author_name)),
      message.text ? el("div", { class: "bubble" }, ...linked(message.text)) : null,
      attachmentList(message.attachments, this.tools.base, this.tools.locale, this.tools.foreign ? this.tools.api : undefined),
      ...cards,
      last && message.buttons?.length ? this.buttons(message.buttons) : null,
      el("time", { class: "msg__time", datetime: message.created_at }, clock(message.created_at, this.tools.locale)),
      read ? el("span", { class: "msg__read" }, glyph(GLYPH.check, 12), this.tools.say("read")) : null);
  }

  private buttons(buttons: Button[]): HTMLElement {
    return el("div", { class: "replies" }, ...buttons.map((button) =>
      el("button", { class: "reply", type: "button", onclick: () => this.tools.press(button) }, button.title)));
  }

  private unsent(entry: Outgoing): HTMLElement {
    const { say } = this.tools;
    const state = entry.refused === null
      ? el("span", { class: "msg__state" }, glyph(GLYPH.clock, 13), say("sending"))
      : el("span", { class: "msg__state msg__state--bad", role: "alert" }, glyph(GLYPH.alert, 13), `${say("unsent")}. ${entry.refused}`,
        el("button", { class: "link", type: "button", onclick: () => this.session.retry(entry.clientId) }, say("retry")),
        el("button", { class: "link", type: "button", onclick: () => this.session.discard(entry.clientId) }, say("discard")));
    return el("div", { class: "msg msg--buyer msg--unsent" }, el("span", { class: "hidden" }, say("you")),
      entry.text ? el("div", { class: "bubble" }, ...linked(entry.text)) : null,
      entry.files?.length ? el("div", { class: "attached" }, ...entry.files.map((file) => el("span", { class: "attachment" }, glyph(FILE_GLYPHS.file, 18), el("span", { class: "attachment__name" }, file.name)))) : null,
      state);
  }
}
