import type { Store } from "../widget/outbox";

/** Replies begun and not sent, one per conversation, until they are sent or emptied; other tabs and reloads see them. */
export class Drafts {
  constructor(private readonly store: Store, private readonly prefix: string) {}

  get(conversation: string): string {
    try {
      return this.store.getItem(this.prefix + conversation) ?? "";
    } catch {
      return ""; // a browser without storage has no drafts
    }
  }

  set(conversation: string, text: string): void {
    try {
      if (text.trim()) this.store.setItem(this.prefix + conversation, text);
      else this.store.removeItem(this.prefix + conversation);
    } catch {
      return; // as above
    }
  }
}
