import { Api, ApiError } from "../lib/api";
import { backoff, EventStream, type ServerEvent } from "../lib/sse";
import type { Attachment } from "../lib/upload";
import { Outbox, type Store } from "../widget/outbox";
import { Thread } from "../widget/thread";
import type { Conversation, Message } from "../widget/types";
import type { Detail } from "./types";

const TYPING_SHOWN_MS = 6000;
const TYPING_SENT_EVERY_MS = 3000;

export interface LiveEvents {
  changed: () => void;
  typing: (name: string | null) => void;
  /** The buyer did something: what is known of him beside the chat may have changed. */
  stale: () => void;
}

/** The conversation on the screen: its detail, its stream, and the replies on their way out. */
export class LiveConversation {
  readonly thread = new Thread();
  readonly outbox: Outbox;
  private stream: EventStream | null = null;
  private sending = false;
  private stopped = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private typingTimer: ReturnType<typeof setTimeout> | undefined;
  private typingSentAt = 0;
  private readTo = 0;

  private constructor(private readonly api: Api, public detail: Detail, store: Store, key: string, private readonly me: string, private readonly events: LiveEvents) {
    this.outbox = new Outbox(store, `${key}:reply:${detail.id}`);
    this.thread.merge(detail.messages);
  }

  static async open(api: Api, id: string, store: Store, key: string, me: string, events: LiveEvents): Promise<LiveConversation> {
    const live = new LiveConversation(api, await api.get<Detail>(`/operator/conversations/${id}`), store, key, me, events);
    live.listen();
    live.markRead();
    void live.flush();
    return live;
  }

  private listen(): void {
    this.stream = new EventStream({
      url: this.api.url(`/conversations/${this.detail.id}/events`),
      headers: () => this.api.headers(false),
      onEvent: (event) => this.hear(event),
      onState: (state) => { if (state === "open") void this.flush(); },
    }, String(this.thread.lastSeq));
    this.stream.start();
  }

  private hear(event: ServerEvent): void {
    const data = JSON.parse(event.data) as unknown;
    if (event.event === "message") this.take(data as Message);
    else if (event.event === "conversation") {
      this.detail = { ...this.detail, ...(data as Partial<Conversation>) };
      this.events.changed();
    } else if (event.event === "read") {
      const read = data as { author: string; seq: number };
      if (read.author === "buyer") { this.detail = { ...this.detail, read_by_buyer: read.seq }; this.events.changed(); }
    } else if (event.event === "typing") {
      clearTimeout(this.typingTimer);
      this.events.typing((data as { name?: string }).name ?? "");
      this.typingTimer = setTimeout(() => this.events.typing(null), TYPING_SHOWN_MS);
    } else if (event.event === "end") this.stop();
  }

  private take(message: Message): void {
    if (message.client_id) this.outbox.acknowledge(message.client_id);
    if (message.author === "buyer") this.events.typing(null);
    this.thread.merge([message]);
    this.events.changed();
    if (message.author === "buyer") this.markRead();
    if (message.author !== "operator" && message.author !== "bot") this.events.stale();
  }

  /** Tells the buyer how far his operator has read; only what is really on the screen counts. */
  markRead(): void {
    const last = this.thread.all().at(-1)?.seq ?? 0;
    const mine = this.detail.state === "assigned" && this.detail.assignee?.id === this.me;
    if (!mine || document.hidden || last <= this.readTo) return;
    this.readTo = last;
    this.api.post(`/operator/conversations/${this.detail.id}/read`, { seq: last }).catch((error: unknown) => {
      if (!(error instanceof ApiError)) throw error; // told again with the next message
      this.readTo = 0;
    });
  }

  async note(said: string, mentions: string[]): Promise<void> {
    this.take(await this.api.post<Message>(`/operator/conversations/${this.detail.id}/notes`, { client_id: crypto.randomUUID(), text: said, mentions }));
  }

  messages(): Message[] {
    return this.thread.all();
  }

  /** The side panel's data grows old as the buyer shops on; read anew, without touching the thread. */
  async refresh(): Promise<void> {
    const detail = await this.api.get<Detail>(`/operator/conversations/${this.detail.id}`);
    this.detail = detail;
    this.thread.merge(detail.messages);
    this.events.changed();
  }

  send(said: string, files: Attachment[] = []): void {
    this.outbox.add(crypto.randomUUID(), said, null, files);
    this.events.changed();
    void this.flush();
  }

  async flush(): Promise<void> {
    if (this.sending || this.stopped) return;
    this.sending = true;
    clearTimeout(this.timer);
    try {
      for (let entry = this.outbox.next(); entry; entry = this.outbox.next()) {
        try {
          const body = { client_id: entry.clientId, text: entry.text, file_ids: (entry.files ?? []).map((file) => file.id) };
          this.take(await this.api.post<Message>(`/operator/conversations/${this.detail.id}/messages`, body));
        } catch (error) {
          if (!(error instanceof ApiError)) throw error;
          if (error.status === 0 || error.status >= 500 || error.status === 429) {
            const tries = this.outbox.failed(entry.clientId);
            this.timer = setTimeout(() => void this.flush(), error.retryAfter !== null ? error.retryAfter * 1000 : backoff(tries));
            return;
          }
          this.outbox.refuse(entry.clientId, error.message);
          this.events.changed();
        }
      }
    } finally {
      this.sending = false;
    }
  }

  isTyping(): void {
    const now = Date.now();
    if (now - this.typingSentAt < TYPING_SENT_EVERY_MS) return;
    this.typingSentAt = now;
    this.api.post(`/operator/conversations/${this.detail.id}/typing`).catch((error: unknown) => {
      if (!(error instanceof ApiError)) throw error; // a lost "is typing" is worth no word
    });
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    clearTimeout(this.typingTimer);
    this.stream?.stop();
  }
}
