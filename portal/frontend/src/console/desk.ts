import { Api, ApiError, type Json } from "../lib/api";
import { el } from "../lib/dom";
import { EventStream, type StreamState } from "../lib/sse";
import { text } from "../lib/texts";
import type { Attachment } from "../lib/upload";
import { toast } from "../ui/toast";
import { Drafts } from "./drafts";
import { Basket } from "./basket";
import { helpDialog, noteDialog } from "./dialogs";
import { Inbox } from "./inbox";
import { LiveConversation } from "./live";
import { askClose, askSnooze, askTransfer } from "./moves";
import { Pane } from "./pane";
import { drawSide } from "./side";
import { VIEWS, type Mention, type Party, type Row, type View } from "./types";

const RELOAD_PAUSE_MS = 250;
const CLOCK_MS = 1000;
const STALE_PAUSE_MS = 500;
const SIDE_EVERY_MS = 20_000;

/** Puts list, conversation and customer together, and turns keys and clicks into calls. */
export class Desk {
  private readonly locale = document.documentElement.lang;
  private readonly me: string;
  private readonly key: string;
  private readonly drafts: Drafts;
  private readonly inbox: Inbox;
  private readonly pane: Pane;
  private readonly side: Element;
  private readonly sideInfo: HTMLElement;
  private basket: Basket | null = null;
  private colleagues: Party[] = [];
  private mentions: Mention[] = [];
  private staleTimer: ReturnType<typeof setTimeout> | undefined;
  private all: Row[] = [];
  private view: View = "queued";
  private selected: string | null = null;
  private live: LiveConversation | null = null;
  private reloadTimer: ReturnType<typeof setTimeout> | undefined;
  private opening = 0;

  constructor(private readonly root: HTMLElement, private readonly api: Api) {
    this.me = root.dataset["user"] ?? "";
    this.key = `prilavok:desk:${this.me}`;
    this.drafts = new Drafts(localStorage, `${this.key}:draft:`);
    this.side = root.querySelector(".desk__side") as Element;
    this.sideInfo = document.createElement("div");
    this.inbox = new Inbox(root.querySelector(".desk__inbox") as Element, this.drafts, {
      view: (view) => this.show(view), open: (id) => void this.open(id), help: helpDialog,
    });
    this.pane = new Pane(root.querySelector(".desk__thread") as Element, this.locale, this.me, api, {
      take: () => void this.take(), giveBack: () => void this.giveBack(), close: () => void this.close(),
      snooze: () => void this.snooze(), transfer: () => void this.transfer(), queue: () => void this.toQueue(),
      note: (said, mentions) => void this.note(said, mentions), canned: (words) => this.canned(words), colleagues: () => this.colleagues,
      send: (said, files) => this.send(said, files), typed: (said) => this.typed(said), leave: () => this.leave(), side: () => this.root.classList.toggle("shows-side"),
      retry: (clientId) => { this.live?.outbox.retry(clientId); void this.live?.flush(); }, discard: (clientId) => { this.live?.outbox.acknowledge(clientId); this.drawPane(); },
    });
  }

  start(): void {
    void this.reload().then(() => {
      const asked = location.hash.slice(1);
      if (asked) void this.open(asked);
      if (this.rows().length === 0 && this.count("mine") > 0) this.show("mine");
    });
    new EventStream({
      url: this.api.url("/operator/events"), headers: () => this.api.headers(false),
      onEvent: () => this.soon(), onState: (state) => this.linkState(state),
    }).start();
    document.addEventListener("keydown", (event) => this.keydown(event));
    document.addEventListener("visibilitychange", () => this.live?.markRead());
    setInterval(() => this.inbox.tick(), CLOCK_MS);
    setInterval(() => { if (!document.hidden) this.stale(); }, SIDE_EVERY_MS);
    void this.api.get<{ items: Party[] }>("/operator/colleagues").then(({ items }) => { this.colleagues = items.filter((one) => one.id !== this.me); }, (error: unknown) => this.say(error));
  }

  private linkState(state: StreamState): void {
    const { status } = this.inbox;
    if (state === "open") { status.replaceChildren(); this.soon(); }
    else if (state === "waiting") status.replaceChildren(text("reconnecting"));
    else if (state === "denied") status.replaceChildren(text("logged_out"), " ", el("a", { class: "link", href: "/login?next=/console" }, text("login")));
  }

  /** Many events come at once; one reading answers them all. */
  private soon(): void {
    this.reloadTimer ??= setTimeout(() => { this.reloadTimer = undefined; void this.reload(); }, RELOAD_PAUSE_MS);
  }

  private async reload(): Promise<void> {
    try {
      const [{ items }, mentions] = await Promise.all([
        this.api.get<{ items: Row[] }>("/operator/conversations?state=all&limit=200"), this.api.get<{ items: Mention[] }>("/operator/mentions?seen=false")]);
      this.mentions = mentions.items;
      const receivedAt = Date.now();
      this.all = items.map((row) => ({ ...row, receivedAt }));
      this.drawInbox();
    } catch (error) {
      this.say(error);
    }
  }

  private of(view: View): Row[] {
    if (view === "queued") return this.all.filter((row) => row.state === "queued");
    if (view === "mine") return this.all.filter((row) => row.state === "assigned" && row.assignee?.id === this.me);
    if (view === "mentions") return this.all.filter((row) => this.mentions.some((one) => one.conversation_id === row.id));
    if (view === "snoozed") return this.all.filter((row) => row.state === "snoozed");
    return this.all;
  }

  private rows(): Row[] {
    return this.of(this.view);
  }

  private count(view: View): number {
    return this.of(view).length;
  }

  private show(view: View): void {
    this.view = view;
    this.drawInbox();
  }

  private drawInbox(): void {
    const counts = Object.fromEntries(VIEWS.map((view) => [view, this.count(view)])) as Record<View, number>;
    this.inbox.draw({ view: this.view, rows: this.rows(), counts, selected: this.selected }, this.locale);
    const waiting = counts.queued > 0 ? `(${counts.queued}) ` : "";
    document.title = waiting + document.title.replace(/^\(\d+\) /, "");
  }

  private async open(id: string): Promise<void> {
    this.selected = id;
    this.drawInbox();
    this.inbox.reveal(id);
    this.root.classList.add("shows-thread");
    if (this.live?.detail.id === id) return;
    this.live?.stop();
    this.live = null;
    this.opening += 1;
    const turn = this.opening;
    history.replaceState(null, "", `#${id}`);
    try {
      const live = await LiveConversation.open(this.api, id, localStorage, this.key, this.me, { changed: () => this.drawPane(), stale: () => this.stale(), typing: (name) => this.pane.showTyping(name === null ? null : name || text("buyer")) });
      if (turn !== this.opening) { live.stop(); return; } // another one was opened meanwhile
      this.live = live;
      this.drawPane();
      this.basket = new Basket(this.api, `/operator/conversations/${id}`, this.locale, live.detail.customer !== null, () => this.lastWords());
      this.side.replaceChildren(this.sideInfo);
      this.drawSide();
      void this.seeMentions(id);
    } catch (error) {
      this.pane.empty();
      this.say(error);
    }
  }

  /** The customer, and above him what can be done for him by whoever has the conversation. */
  private drawSide(): void {
    if (!this.live || !this.basket) return;
    const { basket } = this;
    const mine = this.isMine();
    drawSide(this.sideInfo, this.live.detail, this.locale, { mine, card: (button, type, ref) => void basket.card(button, type, ref) });
    if (mine && !basket.node.isConnected) this.side.prepend(basket.node);
    else if (!mine) basket.node.remove();
  }

  private isMine(): boolean {
    return this.live?.detail.state === "assigned" && this.live.detail.assignee?.id === this.me;
  }

  /** What the buyer wrote since anybody answered, or last. */
  private lastWords(): string {
    const all = this.live?.messages() ?? [];
    const last = all.findLastIndex((message) => message.author === "buyer" && message.text !== "");
    const from = all.slice(0, last + 1).findLastIndex((message) => message.author === "operator" || message.author === "bot");
    return all.slice(from + 1, last + 1).filter((message) => message.author === "buyer").map((message) => message.text).join("\n");
  }

  /** Many changes come at once; the customer is read anew once they are over. */
  private stale(): void {
    if (!this.live) return;
    this.staleTimer ??= setTimeout(() => {
      this.staleTimer = undefined;
      this.live?.refresh().then(() => this.drawSide(), (error: unknown) => { if (!(error instanceof ApiError)) throw error; }); // said by the streams already
    }, STALE_PAUSE_MS);
  }

  private async seeMentions(id: string): Promise<void> {
    const seen = this.mentions.filter((one) => one.conversation_id === id);
    if (seen.length === 0) return;
    try {
      await Promise.all(seen.map((one) => this.api.post(`/operator/mentions/${one.id}/seen`)));
    } catch (error) {
      this.say(error);
    }
    await this.reload();
  }

  private async note(said: string, mentions: string[]): Promise<void> {
    try {
      await this.live?.note(said, mentions);
    } catch (error) {
      this.pane.field.value = said; // nothing that was written is lost
      this.say(error);
    }
  }

  private async canned(words: string): Promise<{ shortcut: string; title: string; text: string }[]> {
    if (!this.live) return [];
    try {
      return (await this.api.get<{ items: { shortcut: string; title: string; text: string }[] }>(`/operator/conversations/${this.live.detail.id}/canned?q=${encodeURIComponent(words)}`)).items.slice(0, 8);
    } catch (error) {
      this.say(error);
      return [];
    }
  }

  private leave(): void {
    this.root.classList.remove("shows-thread", "shows-side");
  }

  private drawPane(): void {
    if (!this.live) return;
    const { detail, thread, outbox } = this.live;
    this.pane.draw(detail, this.live.messages(), thread.pending(outbox.list()), this.drafts.get(detail.id));
  }

  private typed(said: string): void {
    if (!this.live) return;
    this.drafts.set(this.live.detail.id, said);
    if (said.trim()) this.live.isTyping();
  }

  private send(said: string, files: Attachment[]): void {
    if (!this.live) return;
    this.drafts.set(this.live.detail.id, "");
    this.live.send(said, files);
    this.drawInbox();
  }

  private async take(): Promise<void> {
    if (!this.live) return;
    const { id } = this.live.detail;
    try {
      await this.api.post(`/operator/conversations/${id}/take`);
      toast({ text: text("took") });
      this.view = "mine";
    } catch (error) {
      await this.lost(error);
    }
    await this.after();
    this.pane.field.focus();
  }

  /** Somebody was faster: say who. */
  private async lost(error: unknown): Promise<void> {
    if (!(error instanceof ApiError) || error.code !== "already_taken" || !this.live) { this.say(error); return; }
    await this.live.refresh().catch((trouble: unknown) => this.say(trouble));
    const name = this.live.detail.assignee?.name;
    toast({ text: name ? text("taken", { name }) : error.message, tone: "warn" });
  }

  /** A move of the conversation that is one's own; it stays on the screen, read only. */
  private async carry(verb: string, body: Record<string, Json> | null, told: string): Promise<void> {
    if (!this.live || body === null) return;
    try {
      await this.api.post(`/operator/conversations/${this.live.detail.id}/${verb}`, body);
      toast({ text: text(told) });
    } catch (error) {
      this.say(error);
    }
    await this.after();
  }

  private async giveBack(): Promise<void> {
    if (!this.isMine()) return;
    const note = await noteDialog(text("return_title"), text("return_hint"), text("give_back"));
    await this.carry("return", note === null ? null : { note }, "returned");
  }

  private async close(): Promise<void> {
    if (!this.live || !this.isMine()) return;
    await this.carry("close", await askClose(this.live.detail.summary ?? "", this.live.detail.tags ?? []), "was_closed");
  }

  private async snooze(): Promise<void> {
    if (this.isMine()) await this.carry("snooze", await askSnooze(), "snoozed_told");
  }

  private async transfer(): Promise<void> {
    if (this.isMine()) await this.carry("transfer", await askTransfer(this.colleagues), "transferred");
  }

  private async toQueue(): Promise<void> {
    if (this.isMine()) await this.carry("queue", {}, "queued_told");
  }

  private async after(): Promise<void> {
    try {
      await this.live?.refresh();
    } catch (error) {
      this.say(error);
    }
    this.drawSide();
    await this.reload();
  }

  private say(error: unknown): void {
    if (!(error instanceof ApiError)) throw error;
    const message = error.status === 0 ? text("offline") : error.status === 401 ? text("expired") : error.message || text("failed");
    toast({ text: message, tone: error.status === 409 ? "warn" : "bad" });
  }

  private move(by: 1 | -1): void {
    const rows = this.rows();
    if (rows.length === 0) return;
    const at = rows.findIndex((row) => row.id === this.selected);
    const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))];
    if (!next) return;
    this.selected = next.id;
    this.drawInbox();
    this.inbox.reveal(next.id);
  }

  private keydown(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || document.querySelector("dialog[open]")) return;
    const on = (run: () => void): void => {
      event.preventDefault();
      this.root.querySelectorAll<HTMLDetailsElement>("details.menu[open]").forEach((menu) => { menu.open = false; });
      run();
    };
    switch (event.key) {
      case "j": case "ArrowDown": on(() => this.move(1)); break;
      case "k": case "ArrowUp": on(() => this.move(-1)); break;
      case "Enter": if (this.selected && !/^(A|BUTTON|SUMMARY)$/.test(target.tagName)) on(() => void this.open(this.selected as string)); break;
      case "t": on(() => void (this.live ? this.take() : this.openThenTake())); break;
      case "r": on(() => this.pane.setNoting(false)); break;
      case "n": on(() => this.pane.setNoting(true)); break;
      case "e": on(() => void this.giveBack()); break;
      case "c": on(() => void this.close()); break;
      case "s": on(() => void this.snooze()); break;
      case "a": on(() => void this.transfer()); break;
      case "q": on(() => void this.toQueue()); break;
      case "g": on(() => this.basket?.focus()); break;
      case "1": case "2": case "3": case "4": case "5": on(() => this.show(VIEWS[Number(event.key) - 1] ?? "all")); break;
      case "?": on(helpDialog); break;
      case "Escape": this.leave(); break;
    }
  }

  private async openThenTake(): Promise<void> {
    if (!this.selected) return;
    await this.open(this.selected);
    await this.take();
  }
}
