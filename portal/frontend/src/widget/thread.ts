/** The messages of one conversation: each once, in the server's order, with what is still unsent at the end. */
import type { Outgoing } from "./outbox";
import type { Message } from "./types";

export class Thread {
  /** What was said in conversations that have ended since this page was opened; shown above the one that goes on. */
  former: Message[] = [];
  private readonly bySeq = new Map<number, Message>();
  private ordered: Message[] | null = null;

  /** Takes messages from history, stream or an answer alike; true when something is new or changed. */
  merge(messages: Message[]): boolean {
    let changed = false;
    for (const message of messages) {
      const known = this.bySeq.get(message.seq);
      if (known && JSON.stringify(known) === JSON.stringify(message)) continue;
      this.bySeq.set(message.seq, message);
      changed = true;
    }
    if (changed) this.ordered = null;
    return changed;
  }

  /** Another conversation begins, with sequence numbers of its own. */
  begin(): void {
    this.former = [...this.former, ...this.all()];
    this.bySeq.clear();
    this.ordered = null;
  }

  all(): Message[] {
    this.ordered ??= [...this.bySeq.values()].sort((a, b) => a.seq - b.seq);
    return this.ordered;
  }

  get firstSeq(): number {
    return this.all()[0]?.seq ?? 0;
  }

  get lastSeq(): number {
    return this.all().at(-1)?.seq ?? 0;
  }

  /** Unsent messages that the server does not hold yet (the stream may be faster than the answer to the POST). */
  pending(outgoing: Outgoing[]): Outgoing[] {
    const held = new Set([...this.former, ...this.all()].map((message) => message.client_id));
    return outgoing.filter((entry) => !held.has(entry.clientId));
  }

  unread(after: number): number {
    return this.all().filter((message) => message.seq > after && message.author !== "buyer" && (message.author !== "system" || Boolean(message.notice))).length;
  }

  /** Whether the last word is the buyer's, so that an answer is awaited. */
  awaitsAnswer(): boolean {
    return this.all().findLast((message) => !message.notice)?.author === "buyer";
  }
}
