/** What the person tells besides messages: that he is writing, how far he has read, what he thought of it. */
import { type Api, ApiError } from "../lib/api";
import type { Conversation } from "./types";

const TYPING_SENT_EVERY_MS = 3000;
const READ_TOLD_AFTER_MS = 400;

export class Telling {
  private typingSentAt = 0;
  private tellsTyping = true;
  private readTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly api: Api, private readonly current: () => Conversation | null,
    private readonly change: (change: Partial<Conversation>) => void) {}

  end(): void {
    clearTimeout(this.readTimer);
  }

  /** He is writing: told at most every few seconds; a server without it is not asked again. */
  typing(): void {
    const now = Date.now();
    const conversation = this.current();
    if (!this.tellsTyping || conversation?.state !== "assigned" || now - this.typingSentAt < TYPING_SENT_EVERY_MS) return;
    this.typingSentAt = now;
    this.api.post(`/conversations/${conversation.id}/typing`).catch((error: unknown) => {
      if (error instanceof ApiError && error.status === 404) this.tellsTyping = false;
    });
  }

  /** Everything up to this message has been on the screen; said once the reader has settled. */
  seen(seq: number): void {
    const conversation = this.current();
    if (!conversation || seq <= (conversation.read_by_buyer ?? 0)) return;
    clearTimeout(this.readTimer);
    this.readTimer = setTimeout(() => void this.tellRead(conversation.id, seq), READ_TOLD_AFTER_MS);
  }

  private async tellRead(id: string, seq: number): Promise<void> {
    try {
      await this.api.post(`/conversations/${id}/read`, { seq });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return; // it is said again with the next message
    }
    if (this.current()?.id === id) this.change({ read_by_buyer: seq });
  }

  /** What he thinks of it, from 1 to 5. Raises ApiError. */
  async rate(score: number, text: string): Promise<void> {
    const conversation = this.current();
    if (!conversation) return;
    await this.api.post(`/conversations/${conversation.id}/rating`, { score, text });
    this.change({ rating: { score, text } });
  }
}
