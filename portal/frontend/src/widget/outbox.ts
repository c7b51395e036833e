/** What the person has sent and the server has not acknowledged yet. Kept in localStorage, so that a closed tab or a tunnel
    loses nothing; the client id makes repeated sending harmless. */
export interface Outgoing {
  clientId: string;
  text: string;
  button: string | null;
  /** Uploaded already; an older version of the chat kept none. */
  files?: { id: string; name: string }[];
  at: number;
  tries: number;
  /** Why the server refused it; such a message waits for the person's decision. */
  refused: string | null;
}

export interface Store {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

const MAX_AGE_MS = 7 * 86_400_000;

function isOutgoing(value: unknown): value is Outgoing {
  const entry = value as Partial<Outgoing> | null;
  return typeof entry?.clientId === "string" && typeof entry.text === "string" && typeof entry.at === "number";
}

export class Outbox {
  /** Used alone when the browser refuses storage (private mode, full disk): then a reload forgets, and no more. */
  private memory: Outgoing[] = [];

  constructor(
    private readonly store: Store,
    private readonly key: string,
    private readonly now: () => number = Date.now,
  ) {}

  list(): Outgoing[] {
    let kept: unknown = null;
    try {
      kept = JSON.parse(this.store.getItem(this.key) ?? "null");
    } catch {
      return this.memory;
    }
    if (!Array.isArray(kept)) return this.memory;
    return kept.filter(isOutgoing).filter((entry) => this.now() - entry.at < MAX_AGE_MS);
  }

  private save(entries: Outgoing[]): void {
    this.memory = entries;
    try {
      if (entries.length === 0) this.store.removeItem(this.key);
      else this.store.setItem(this.key, JSON.stringify(entries));
    } catch {
      this.memory = entries;
    }
  }

  add(clientId: string, text: string, button: string | null = null, files: { id: string; name: string }[] = []): Outgoing {
    const kept = files.map(({ id, name }) => ({ id, name }));
    const entry: Outgoing = { clientId, text, button, files: kept, at: this.now(), tries: 0, refused: null };
    this.save([...this.list(), entry]);
    return entry;
  }

  /** The oldest message that may be sent: order is kept, refused ones stand aside. */
  next(): Outgoing | null {
    return this.list().find((entry) => entry.refused === null) ?? null;
  }

  acknowledge(clientId: string): boolean {
    const before = this.list();
    const after = before.filter((entry) => entry.clientId !== clientId);
    if (after.length === before.length) return false;
    this.save(after);
    return true;
  }

  private change(clientId: string, change: Partial<Outgoing>): void {
    this.save(this.list().map((entry) => (entry.clientId === clientId ? { ...entry, ...change } : entry)));
  }

  failed(clientId: string): number {
    const tries = (this.list().find((entry) => entry.clientId === clientId)?.tries ?? 0) + 1;
    this.change(clientId, { tries });
    return tries;
  }

  refuse(clientId: string, reason: string): void {
    this.change(clientId, { refused: reason });
  }

  retry(clientId: string): void {
    this.change(clientId, { refused: null, tries: 0 });
  }
}
