import { el, glyph } from "../lib/dom";
import { Tray } from "../lib/tray";
import type { Door } from "./door";
import { OfferForm, ratingForm } from "./forms";
import { GLYPH } from "./glyphs";
import { MessageList } from "./messages";
import { ChatSession, SLOW_AFTER_MS } from "./session";
import { speaker, type Say } from "./strings";
import type { Store } from "./outbox";

const MAX_LENGTH = 4000;
const NEAR_END_PX = 80;

export interface PanelOptions {
  door: Door;
  locale: string;
  store: Store;
  /** What stands above the conversation; empty for the usual word. */
  title: string;
  /** Something may come unasked, so the chat listens although nobody has opened it here. */
  expects: boolean;
}

/** The chat's window and its button: what is shown, where the focus goes, and what is remembered between pages. */
export class Panel {
  readonly session: ChatSession;
  private readonly say: Say;
  private readonly launcher: HTMLButtonElement;
  private readonly badge = el("span", { class: "launcher__badge", hidden: true });
  private readonly window: HTMLElement;
  private readonly lead = el("span", { class: "head__lead" });
  private readonly banner = el("div", { class: "banner", role: "status" });
  private readonly person: HTMLButtonElement;
  private readonly log: HTMLElement;
  private readonly list = el("div", { class: "list" });
  private readonly older: HTMLButtonElement;
  private readonly newer: HTMLButtonElement;
  private readonly typing = el("div", { class: "typing", "aria-live": "polite" });
  private readonly welcome: HTMLElement;
  private readonly field: HTMLTextAreaElement;
  private readonly send: HTMLButtonElement;
  private readonly tray: Tray;
  private readonly messages: MessageList;
  private readonly offer: OfferForm;
  private readonly ending = el("div", { class: "ending", role: "status" });
  private readonly over = new AbortController();
  /** The person has sent while files were still on their way: the message leaves with the last of them. */
  private waits = false;
  private isOpen = false;
  private drawing = false;
  private slowTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly root: ShadowRoot, private readonly options: PanelOptions) {
    this.say = speaker(options.locale);
    const { door } = options;
    const { api } = door;
    this.session = new ChatSession(door, options.store, () => this.later());
    this.offer = new OfferForm(this.say, (lead) => this.session.askOffer(lead), () => this.field.focus());
    this.launcher = el("button", { class: "launcher", type: "button", "aria-label": this.say("open"), "aria-expanded": "false", onclick: () => this.open() }, glyph(GLYPH.chat, 24), this.badge);
    this.person = el("button", { class: "head__btn", type: "button", onclick: () => void this.session.askForPerson() }, glyph(GLYPH.person, 16), el("span", {}, this.say("person")));
    this.older = el("button", { class: "older", type: "button", hidden: true, onclick: () => void this.loadOlder() }, this.say("older"));
    this.newer = el("button", { class: "newer", type: "button", hidden: true, onclick: () => this.toEnd() }, glyph(GLYPH.down, 14), this.say("newer"));
    this.welcome = this.makeWelcome();
    this.log = el("div", { class: "log", role: "log", "aria-live": "polite", "aria-label": this.say("title"), tabindex: 0 }, this.older, this.welcome, this.list, this.typing, this.ending);
    this.field = el("textarea", { class: "field", rows: 1, maxlength: MAX_LENGTH, placeholder: this.say("placeholder"), "aria-label": this.say("placeholder"), enterkeyhint: "send" });
    this.send = el("button", { class: "send", type: "submit", "aria-label": this.say("send") }, glyph(GLYPH.send, 18));
    this.tray = new Tray({ api, locale: options.locale, say: this.say, before: () => this.session.open(), changed: () => this.filesChanged() }, "clip");
    this.window = this.makeWindow();
    this.tray.watch(this.window, this.field);
    this.messages = new MessageList(this.list, this.session, { say: this.say, locale: options.locale, api, base: door.base, foreign: door.foreign,
      press: (button) => this.session.send(button.title, button.payload), askOffer: door.visitor ? (need) => this.offer.show(need) : null });
    root.append(this.launcher, this.window);
    this.listen();
    if (this.remembered("open") === "1") this.open(false);
    else if (options.expects || this.remembered("known") === "1" || this.session.outbox.list().length > 0) void this.session.open();
  }

  private makeWelcome(): HTMLElement {
    const start = (key: "start1" | "start2" | "start3" | "visit1" | "visit2"): HTMLElement =>
      el("button", { class: "reply", type: "button", onclick: () => this.session.send(this.say(key)) }, this.say(key));
    const { visitor } = this.options.door;
    const ask = el("button", { class: "reply", type: "button", onclick: () => this.offer.show() }, this.say("askOffer"));
    return el("div", { class: "welcome", hidden: true }, el("p", {}, this.say(visitor ? "helloVisitor" : "hello")),
      el("div", { class: "replies" }, ...(visitor ? [ask, start("visit1"), start("visit2")] : [start("start1"), start("start2"), start("start3")])));
  }

  private makeWindow(): HTMLElement {
    const form = el("form", { class: "compose" }, this.tray.list, this.tray.button, this.tray.input, this.field, this.send);
    form.addEventListener("submit", (event) => { event.preventDefault(); this.submit(); });
    const title = this.options.title || this.say("title");
    return el("section", { class: "window", role: "dialog", "aria-label": title, hidden: true },
      el("div", { class: "head" },
        el("div", { class: "head__text" }, el("strong", {}, title), this.lead),
        this.person,
        el("button", { class: "head__btn head__btn--icon", type: "button", "aria-label": this.say("close"), onclick: () => this.close() }, glyph(GLYPH.close, 20))),
      this.banner, this.log, this.newer, this.offer.node, form, el("div", { class: "drop", "aria-hidden": "true" }, this.say("dropHere")));
  }

  private listen(): void {
    this.field.addEventListener("input", () => { this.grow(); this.session.telling.typing(); this.remember("draft", this.field.value); });
    this.field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.submit(); }
    });
    this.window.addEventListener("keydown", (event) => { if (event.key === "Escape") { event.stopPropagation(); this.close(); } });
    this.log.addEventListener("scroll", () => { if (this.nearEnd()) { this.newer.hidden = true; this.read(); } }, { passive: true });
    const { signal } = this.over;
    document.addEventListener("visibilitychange", () => this.later(), { signal });
    window.addEventListener("prilavok:ask", (event) => this.ask((event as CustomEvent<{ text: string; send: boolean }>).detail), { signal });
    addEventListener("storage", (event) => {
      if (event.key?.startsWith(this.options.door.key)) this.later();
      if (event.key?.endsWith(":guest") && event.newValue) this.session.reopen();
    }, { signal });
  }

  /** Somebody else has logged in on this page. */
  end(): void {
    this.over.abort();
    this.session.end();
  }

  /** A page hands over a text: sent at once, or put into the field to be finished. */
  ask({ text, send }: { text: string; send: boolean }): void {
    this.open();
    if (send) { this.session.send(text); return; }
    this.field.value = text;
    this.grow();
    this.field.focus();
  }

  open(focus = true): void {
    this.isOpen = true;
    this.window.hidden = false;
    this.launcher.setAttribute("aria-expanded", "true");
    this.root.host.toggleAttribute("open", true);
    this.remember("open", "1");
    this.remember("known", "1");
    if (!this.field.value) { this.field.value = this.remembered("draft") ?? ""; this.grow(); }
    void this.session.open();
    this.draw();
    this.toEnd();
    if (focus) this.field.focus();
  }

  close(): void {
    this.isOpen = false;
    this.window.hidden = true;
    this.launcher.setAttribute("aria-expanded", "false");
    this.root.host.toggleAttribute("open", false);
    this.remember("open", "0");
    this.draw();
    this.launcher.focus();
  }

  private submit(): void {
    const text = this.field.value.trim();
    if (!text && this.tray.empty) return;
    this.waits = this.tray.busy;
    this.send.setAttribute("aria-busy", String(this.waits));
    if (this.waits || this.tray.failed) return; // what is typed stays until every file is there, or taken out
    this.field.value = "";
    this.remember("draft", "");
    this.grow();
    this.session.send(text, null, this.tray.take());
    this.toEnd();
  }

  private filesChanged(): void {
    if (!this.waits || this.tray.busy) return;
    this.waits = false;
    this.send.setAttribute("aria-busy", "false");
    if (!this.tray.failed) this.submit();
  }

  private grow(): void {
    this.field.style.height = "auto";
    this.field.style.height = `${Math.min(this.field.scrollHeight, 140)}px`;
  }

  private nearEnd(): boolean {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR_END_PX;
  }

  private toEnd(): void {
    this.log.scrollTop = this.log.scrollHeight;
    this.newer.hidden = true;
  }

  private async loadOlder(): Promise<void> {
    const fromEnd = this.log.scrollHeight - this.log.scrollTop;
    await this.session.older();
    this.draw();
    this.log.scrollTop = this.log.scrollHeight - fromEnd;
  }

  private later(): void {
    if (this.drawing) return;
    this.drawing = true;
    queueMicrotask(() => { this.drawing = false; this.draw(); });
  }

  private draw(): void {
    const followed = this.nearEnd();
    const last = this.session.thread.lastSeq;
    this.drawState();
    this.messages.draw();
    this.drawTyping();
    this.drawEnding();
    this.older.hidden = !this.session.hasOlder;
    this.welcome.hidden = this.session.conversation === null || this.list.childElementCount > 0 || !this.offer.node.hidden;
    if (followed) this.toEnd();
    else if (last > this.readUpTo()) this.newer.hidden = false;
    this.read();
  }

  /** What has been on the screen counts as read; the rest is counted on the button. */
  private read(): void {
    const { thread } = this.session;
    if (this.isOpen && !document.hidden && this.nearEnd() && thread.lastSeq > this.readUpTo()) {
      this.remember("read", `${this.session.conversation?.id}:${thread.lastSeq}`);
      this.session.telling.seen(thread.lastSeq);
    }
    const unread = this.isOpen ? 0 : thread.unread(this.readUpTo());
    this.badge.hidden = unread === 0;
    this.badge.textContent = unread > 9 ? "9+" : String(unread);
    this.launcher.setAttribute("aria-label", unread > 0 ? `${this.say("open")}, ${this.say("unread", { n: unread })}` : this.say("open"));
  }

  /** The last message that was on a screen, here or in another tab or browser; each conversation counts from 1. */
  private readUpTo(): number {
    const { conversation } = this.session;
    const [id, seq] = (this.remembered("read") ?? "").split(":");
    return Math.max(id === conversation?.id ? Number(seq) : 0, conversation?.read_by_buyer ?? 0);
  }

  private drawState(): void {
    const { conversation, link } = this.session;
    const state = conversation?.state ?? "bot";
    const name = conversation?.assignee?.name ?? this.say("operator");
    this.lead.textContent = state === "assigned" ? this.say("leadPerson", { name }) : link === "connecting" ? this.say("connecting") : state === "bot" ? this.say("leadBot") : "";
    this.person.hidden = state !== "bot" && state !== "closed";
    let text = "";
    if (link === "offline") text = this.say("offline");
    else if (link === "expired") text = this.say("expired");
    else if (state === "queued") text = this.waiting();
    else if (state === "snoozed") text = this.say("snoozed");
    else if (state === "closed") text = this.say("closed");
    if (this.banner.dataset["text"] === text) return;
    this.banner.dataset["text"] = text;
    this.banner.className = `banner${link === "offline" || link === "expired" ? " banner--warn" : ""}`;
    this.banner.replaceChildren(text, link === "expired" && !this.options.door.foreign ? el("a", { class: "link", href: `${this.options.door.base}/login?next=${encodeURIComponent(location.pathname)}` }, this.say("login")) : "");
  }

  private waiting(): string {
    const { position, expected_wait_seconds: wait } = this.session.conversation ?? {};
    const place = position ? this.say("queuedAt", { n: position }) : this.say("queued");
    return wait ? `${place} ${this.say("wait", { n: Math.max(1, Math.round(wait / 60)) })}` : place;
  }

  /** After the end the buyer is asked once what he thought of it, where somebody has talked to him. */
  private drawEnding(): void {
    const { conversation, thread } = this.session;
    const asks = conversation?.state === "closed" && thread.all().some((message) => message.author === "operator");
    const version = asks ? `${conversation.id}:${conversation.rating ? "rated" : "asked"}` : "";
    if (this.ending.dataset["version"] === version) return;
    this.ending.dataset["version"] = version;
    this.ending.replaceChildren(...(!asks ? [] : conversation.rating ? [el("p", { class: "done" }, glyph(GLYPH.check, 16), this.say("rated"))]
      : [ratingForm(this.say, (score, text) => this.session.telling.rate(score, text))]));
  }

  private drawTyping(): void {
    const { typing, waitingSince, conversation } = this.session;
    const waits = waitingSince !== null && conversation?.state === "bot" && this.session.thread.awaitsAnswer();
    const slow = waits && Date.now() - (waitingSince ?? 0) >= SLOW_AFTER_MS;
    clearTimeout(this.slowTimer);
    if (waits && !slow) this.slowTimer = setTimeout(() => this.draw(), SLOW_AFTER_MS - (Date.now() - (waitingSince ?? 0)) + 50);
    const who = typing ? (typing.author === "bot" ? this.say("assistant") : typing.name || this.say("operator")) : waits ? this.say("assistant") : "";
    const version = `${who}|${slow}`;
    if (this.typing.dataset["version"] === version) return;
    this.typing.dataset["version"] = version;
    this.typing.replaceChildren(...(who ? [el("span", { class: "dots", "aria-hidden": "true" }, el("i"), el("i"), el("i")), el("span", { class: slow ? "meta" : "hidden" }, slow ? this.say("slow") : this.say("writing", { name: who }))] : []));
  }

  private remembered(name: string): string | null {
    try {
      return this.options.store.getItem(`${this.options.door.key}:${name}`);
    } catch {
      return null; // storage refused by the browser: nothing is remembered between pages
    }
  }

  private remember(name: string, value: string): void {
    try {
      if (this.remembered(name) !== value) this.options.store.setItem(`${this.options.door.key}:${name}`, value);
    } catch {
      return; // as above
    }
  }
}
