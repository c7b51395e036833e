import { Api, ApiError } from "../lib/api";
import { el } from "../lib/dom";
import { EventStream, type StreamState } from "../lib/sse";
import { text } from "../lib/texts";
import type { Attachment } from "../lib/upload";
import { toast } from "../ui/toast";
import { Drafts } from "./drafts";
import { helpDialog, noteDialog } from "./dialogs";
import { Inbox } from "./inbox";
import { LiveConversation } from "./live";
import { Pane } from "./pane";
import { drawSide } from "./side";
import { VIEWS, type Row, type View } from "./types";

const RELOAD_PAUSE_MS = 250;
const CLOCK_MS = 15_000;

/** Puts list, conversation and customer together, and turns keys and clicks into calls. */
export class Desk {
  private readonly locale = document.documentElement.lang;
  private readonly me: string;
  private readonly key: string;
  private readonly drafts: Drafts;
  private readonly inbox: Inbox;
  private readonly pane: Pane;
  private readonly side: Element;
  private all: (Row & { receivedAt?: number })[] = [];
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
    this.inbox = new Inbox(root.querySelector(".desk__inbox") as Element, this.drafts, {
      view: (view) => this.show(view), open: (id) => void this.open(id), help: helpDialog,
    });
    this.pane = new Pane(root.querySelector(".desk__thread") as Element, this.locale, this.me, api, {
      take: () => void this.take(), giveBack: () => void this.end("return"), close: () => void this.end("close"),
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
    setInterval(() => this.drawInbox(), CLOCK_MS);
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
      const { items } = await this.api.get<{ items: Row[] }>("/operator/conversations?state=all&limit=200");
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
    const counts = { queued: this.count("queued"), mine: this.count("mine"), all: this.count("all") };
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
      const live = await LiveConversation.open(this.api, id, localStorage, this.key, { changed: () => this.drawPane(), typing: (name) => this.pane.showTyping(name === null ? null : name || text("buyer")) });
      if (turn !== this.opening) { live.stop(); return; } // another one was opened meanwhile
      this.live = live;
      this.drawPane();
      drawSide(this.side, live.detail, this.locale);
    } catch (error) {
      this.pane.empty();
      this.say(error);
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

  /** Returning and closing both take a remark; the conversation stays on the screen, read only. */
  private async end(verb: "return" | "close"): Promise<void> {
    const live = this.live;
    if (!live || live.detail.state !== "assigned" || live.detail.assignee?.id !== this.me) return;
    const note = await noteDialog(text(`${verb}_title`), text(`${verb}_hint`), verb === "return" ? text("give_back") : text("close"));
    if (note === null) return;
    try {
      await this.api.post(`/operator/conversations/${live.detail.id}/${verb}`, { note });
      toast({ text: text(verb === "return" ? "returned" : "was_closed") });
    } catch (error) {
      this.say(error);
    }
    await this.after();
  }

  private async after(): Promise<void> {
    try {
      await this.live?.refresh();
    } catch (error) {
      this.say(error);
    }
    if (this.live) drawSide(this.side, this.live.detail, this.locale);
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
    const on = (run: () => void): void => { event.preventDefault(); run(); };
    switch (event.key) {
      case "j": case "ArrowDown": on(() => this.move(1)); break;
      case "k": case "ArrowUp": on(() => this.move(-1)); break;
      case "Enter": if (this.selected && !/^(A|BUTTON|SUMMARY)$/.test(target.tagName)) on(() => void this.open(this.selected as string)); break;
      case "t": on(() => void (this.live ? this.take() : this.openThenTake())); break;
      case "r": on(() => this.pane.field.focus()); break;
      case "e": on(() => void this.end("return")); break;
      case "c": on(() => void this.end("close")); break;
      case "1": case "2": case "3": on(() => this.show(VIEWS[Number(event.key) - 1] ?? "all")); break;
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
