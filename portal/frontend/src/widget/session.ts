import { type Api, ApiError, type Json } from "../lib/api";
import { backoff, EventStream, type ServerEvent, type StreamState } from "../lib/sse";
import type { Attachment } from "../lib/upload";
import type { Door } from "./door";
import { Outbox, type Store } from "./outbox";
import { Telling } from "./telling";
import { Thread } from "./thread";
import type { Conversation, Message } from "./types";

const PAGE = 50;
const TYPING_SHOWN_MS = 6000;
export const SLOW_AFTER_MS = 12_000;

export type Link = "idle" | "connecting" | "open" | "offline" | "expired";

export interface Typing { name: string; author: string }

export interface LeadForm { client_id: string; name: string; email: string; phone: string; company: string; need: string }

/** The page around the chat shows the cart's count and total as well: what the assistant changed is shown there at once. */
function tellPage(message: Message): void {
  const card = message.suggestion === true ? undefined : message.cards?.findLast((one) => one.type === "cart");
  if (card?.type === "cart") window.dispatchEvent(new CustomEvent("prilavok:cart", { detail: card.cart }));
}

/** One person's conversation: opens it, keeps the thread up to date by the stream, and sends what waits in the outbox. */
export class ChatSession {
  readonly thread = new Thread();
  readonly outbox: Outbox;
  readonly telling: Telling;
  conversation: Conversation | null = null;
  link: Link = "idle";
  typing: Typing | null = null;
  hasOlder = false;
  /** When the buyer's last unanswered message was accepted, to tell when the assistant is slow. */
  waitingSince: number | null = null;
  private stream: EventStream | null = null;
  private opening: Promise<void> | null = null;
  private sending = false;
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private typingTimer: ReturnType<typeof setTimeout> | undefined;
  private openTries = 0;
  private readonly over = new AbortController();
  private readonly api: Api;

  constructor(private readonly door: Door, store: Store, private readonly changed: () => void) {
    this.api = door.api;
    this.outbox = new Outbox(store, `${door.key}:outbox`);
    this.telling = new Telling(this.api, () => this.conversation, (change) => {
      if (this.conversation) this.conversation = { ...this.conversation, ...change };
      this.changed();
    });
    const { signal } = this.over;
    addEventListener("online", () => this.wake(), { signal });
    addEventListener("offline", () => { if (this.link !== "idle") this.setLink("offline"); }, { signal });
    document.addEventListener("visibilitychange", () => { if (!document.hidden && this.link !== "idle") this.wake(); }, { signal });
  }

  /** Nothing of this person goes on: somebody else has logged in. */
  end(): void {
    this.over.abort();
    clearTimeout(this.retryTimer);
    this.telling.end();
    this.stream?.stop();
  }

  /** Another tab has opened a conversation. */
  reopen(): void {
    if (this.link === "idle") return;
    this.opening = null;
    void this.open();
  }

  /** Opens the buyer's conversation (or the one already open) and starts listening; safe to call again. */
  open(): Promise<void> {
    this.opening ??= this.connect().catch((error: unknown) => {
      this.opening = null;
      this.trouble(error);
    });
    return this.opening;
  }

  private async connect(): Promise<void> {
    this.setLink("connecting");
    const conversation = await this.door.alone(async () => {
      const opened = await this.api.post<Conversation>("/conversations");
      this.door.opened(opened);
      return opened;
    });
    if (this.over.signal.aborted) return;
    if (this.conversation && this.conversation.id !== conversation.id) this.thread.begin();
    this.conversation = conversation;
    this.openTries = 0;
    this.take(await this.page(null, PAGE));
    this.hasOlder = this.thread.firstSeq > 1;
    this.listen(conversation.id);
    void this.flush();
  }

  /** Messages after a sequence number; without one the latest. */
  private async page(after: number | null, limit: number): Promise<Message[]> {
    const id = this.conversation?.id ?? "";
    const from = after === null ? "" : `&after=${after}`;
    return (await this.api.get<{ items: Message[] }>(`/conversations/${id}/messages?limit=${limit}${from}`)).items;
  }

  async older(): Promise<void> {
    const first = this.thread.firstSeq;
    const after = Math.max(0, first - 1 - PAGE);
    try {
      this.thread.merge((await this.page(after, PAGE)).filter((message) => message.seq < first));
      this.hasOlder = after > 0;
      this.changed();
    } catch (error) {
      this.trouble(error);
    }
  }

  private listen(id: string): void {
    this.stream?.stop();
    this.stream = new EventStream({
      url: this.api.url(`/conversations/${id}/events`),
      headers: () => this.api.headers(false),
      credentials: this.api.credentials,
      onEvent: (event) => this.hear(event),
      onState: (state, status) => this.streamState(state, status),
    }, String(this.thread.lastSeq));
    this.stream.start();
  }

  private streamState(state: StreamState, status?: number): void {
    if (state === "open") { this.setLink("open"); void this.flush(); }
    else if (state === "waiting") this.setLink("offline");
    else if (state === "denied") this.denied(status);
  }

  /** Logged out, or the conversation is gone: the first needs the person, the second only a new conversation. */
  private denied(status?: number): void {
    if (status === 401) { void this.expired(); return; }
    this.opening = null;
    this.later(() => void this.open(), 3);
  }

  /** Logged out: goes on at once where the page's server logs in again, else waits for the person. */
  private async expired(): Promise<void> {
    if (this.link === "expired") return;
    this.setLink("expired");
    if (!(await this.door.renew()) || this.over.signal.aborted) return;
    this.opening = null;
    void this.open();
  }

  private hear(event: ServerEvent): void {
    const data = JSON.parse(event.data) as unknown;
    if (event.event === "message") {
      const message = data as Message;
      if (message.seq > this.thread.lastSeq) tellPage(message);
      this.take([message]);
    }
    else if (event.event === "conversation" && this.conversation) {
      this.conversation = { ...this.conversation, ...(data as Partial<Conversation>) };
      if (this.conversation.state !== "bot") {
        this.waitingSince = null;
        if (this.typing?.author === "bot") this.typing = null;
      }
      this.changed();
    } else if (event.event === "read" && this.conversation) {
      const { author, seq } = data as { author: string; seq: number };
      this.conversation = { ...this.conversation, [author === "buyer" ? "read_by_buyer" : "read_by_desk"]: seq };
      this.changed();
    } else if (event.event === "typing") this.hearTyping(data as { author: string; name?: string; on?: boolean });
    else if (event.event === "end") { // access has ended: logged out, or another conversation has taken its place
      this.stream?.stop();
      this.denied((data as { error?: string }).error === "login_required" ? 401 : 404);
    }
  }

  private hearTyping(data: { author: string; name?: string; on?: boolean }): void {
    if (data.author === "buyer") return;
    clearTimeout(this.typingTimer);
    const on = data.on !== false;
    this.typing = on ? { name: data.name ?? "", author: data.author } : null;
    if (on) this.typingTimer = setTimeout(() => { this.typing = null; this.changed(); }, TYPING_SHOWN_MS);
    this.changed();
  }

  private take(received: Message[]): void {
    const messages = received.filter((message) => message.suggestion !== true); // those are for operators only
    for (const message of messages) {
      if (message.client_id) this.outbox.acknowledge(message.client_id);
      if (message.author === "bot" || message.author === "operator") { this.typing = null; this.waitingSince = null; }
    }
    if (this.thread.merge(messages) || messages.length > 0) this.changed();
  }

  send(text: string, button: string | null = null, files: Attachment[] = []): void {
    this.outbox.add(crypto.randomUUID(), text, button, files);
    this.changed();
    void this.open().then(() => this.flush());
  }

  retry(clientId: string): void {
    this.outbox.retry(clientId);
    this.changed();
    void this.open().then(() => this.flush());
  }

  discard(clientId: string): void {
    this.outbox.acknowledge(clientId);
    this.changed();
  }

  /** Sends the outbox in order, one at a time. */
  private async flush(): Promise<void> {
    if (this.sending || !this.conversation) return;
    this.sending = true;
    clearTimeout(this.retryTimer);
    try {
      for (let entry = this.outbox.next(); entry; entry = this.outbox.next()) {
        const body: Record<string, Json> = { client_id: entry.clientId, text: entry.text };
        if (entry.button !== null) body["button"] = entry.button;
        if (entry.files?.length) body["file_ids"] = entry.files.map((file) => file.id);
        try {
          const message = await this.api.post<Message>(`/conversations/${this.conversation.id}/messages`, body);
          this.outbox.acknowledge(entry.clientId);
          if (this.conversation.state === "bot") this.waitingSince = Date.now();
          this.take([message]);
        } catch (error) {
          if (!(await this.unsent(entry.clientId, error))) return;
        }
      }
    } finally {
      this.sending = false;
    }
  }

  /** Whether to go on with the next message at once. */
  private async unsent(clientId: string, error: unknown): Promise<boolean> {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 401) { void this.expired(); return false; }
    if (error.status === 0 || error.status >= 500 || error.status === 429 || error.status === 408) {
      const tries = this.outbox.failed(clientId);
      this.setLink(error.status === 0 ? "offline" : this.link);
      this.later(() => void this.flush(), tries, error.retryAfter);
      return false;
    }
    if ((error.status === 404 && error.code !== "file_not_found") || error.code === "conversation_closed") {
      if (this.outbox.failed(clientId) <= 2) {
        const before = this.conversation?.id;
        this.opening = null;
        await this.open();
        return this.conversation?.id !== before;
      }
    }
    this.outbox.refuse(clientId, error.message);
    this.changed();
    return true;
  }

  private later(task: () => void, tries: number, seconds: number | null = null): void {
    clearTimeout(this.retryTimer);
    this.retryTimer = setTimeout(task, seconds !== null ? seconds * 1000 : backoff(tries));
  }

  private wake(): void {
    if (this.conversation) { this.stream?.nudge(); void this.flush(); } else void this.open();
  }

  private trouble(error: unknown): void {
    if (!(error instanceof ApiError)) throw error;
    if (error.status === 401) { void this.expired(); return; }
    this.setLink("offline");
    this.later(() => void this.open(), this.openTries, error.retryAfter);
    this.openTries += 1;
  }

  private setLink(link: Link): void {
    if (this.link === link) return;
    this.link = link;
    this.changed();
  }

  async askForPerson(): Promise<void> {
    await this.open();
    if (!this.conversation) return;
    try {
      const conversation = await this.api.post<Conversation>(`/conversations/${this.conversation.id}/handover`, { reason: "asked" });
      this.conversation = { ...this.conversation, ...conversation };
      this.waitingSince = null;
      this.changed();
    } catch (error) {
      this.trouble(error);
    }
  }

  /** A visitor asks for an offer. Raises ApiError. */
  async askOffer(lead: LeadForm): Promise<void> {
    await this.open();
    if (!this.conversation) throw new ApiError(0, "offline", "");
    const stored = await this.api.post<{ message: Message }>(`/conversations/${this.conversation.id}/lead`, { ...lead, ...(this.door.site ? { site: this.door.site } : {}) });
    this.take([stored.message]);
  }
}
