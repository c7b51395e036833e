/** Who uses the chat: a person whom the portal's own page has logged in, or the visitor of another website, whom that
    website may log in by a token. What it keeps, it keeps in the page's own storage. */
import { Api, ApiError } from "../lib/api";
import type { Store } from "./outbox";
import type { Conversation } from "./types";

export interface Site { key: string; supplier: string; color: string; position: "left" | "right"; identity: boolean }
interface Access { token: string; until: number; user: string }

export interface Door {
  readonly base: string;
  /** On another website: links open beside the page, and files need headers. */
  readonly foreign: boolean;
  /** Nobody is logged in. */
  readonly visitor: boolean;
  /** What is kept for this person begins with it. */
  readonly key: string;
  readonly api: Api;
  /** The website's key. */
  readonly site?: string;
  /** A conversation was opened: a guest's key comes with it, once. */
  opened(conversation: Conversation): void;
  /** Runs alone among this person's tabs: two that open at once find one conversation. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  /** The login has ended; true when there is a new one. */
  renew(): Promise<boolean>;
}

export class PortalDoor implements Door {
  readonly base = "";
  readonly foreign = false;
  readonly visitor = false;
  readonly key: string;
  readonly api: Api;

  constructor(user: string, locale: string) {
    this.key = `prilavok:${user}`;
    this.api = new Api({ locale });
  }

  opened(): void { /* the cookie says who it is */ }
  alone<T>(work: () => Promise<T>): Promise<T> { return work(); }
  renew(): Promise<boolean> { return Promise.resolve(false); }
}

const EARLY_MS = 30_000;

/** Kept as text; what does not read as an object counts as nothing kept. */
function readJson<T>(text: string | null): T | null {
  try {
    return JSON.parse(text ?? "null") as T | null;
  } catch {
    return null;
  }
}

export class SiteDoor implements Door {
  readonly foreign = true;
  readonly api: Api;
  private access: Access | null;
  private readonly root: string;

  constructor(readonly base: string, readonly site: string, locale: string, private readonly store: Store,
    private readonly tab: Store, private readonly tokenUrl: string | undefined) {
    this.root = `prilavok:${site}`;
    const kept = readJson<Access>(tab.getItem(`${this.root}:access`));
    this.access = kept && kept.until > Date.now() + EARLY_MS ? kept : null;
    this.api = new Api({ base, locale, identity: () => this.headers() });
  }

  get visitor(): boolean { return this.access === null; }
  get key(): string { return `${this.root}:${this.access?.user ?? "visitor"}`; }

  private headers(): Record<string, string> {
    const headers: Record<string, string> = {};
    if (this.access) headers["Authorization"] = `Bearer ${this.access.token}`;
    const guest = this.store.getItem(`${this.root}:guest`);
    if (guest) headers["X-Conversation-Token"] = guest;
    return headers;
  }

  settings(): Promise<Site> { return this.api.get<Site>(`/widget/sites/${this.site}`); }

  opened(conversation: Conversation): void {
    if (conversation.token) this.store.setItem(`${this.root}:guest`, conversation.token);
    else if (this.access) this.store.removeItem(`${this.root}:guest`); // what he began as a guest is his now
  }

  async alone<T>(work: () => Promise<T>): Promise<T> {
    const { locks } = navigator as { locks?: LockManager }; // missing on pages without https
    return locks ? (await locks.request(`${this.root}:open`, work)) as T : work();
  }

  /** Logs in with a token that the website's server signed. Raises ApiError. */
  async identify(token: string): Promise<void> {
    const given = await this.api.post<{ access_token: string; expires_in: number; user_id: string }>("/widget/identity", { site: this.site, token });
    this.keep({ token: given.access_token, until: Date.now() + given.expires_in * 1000, user: given.user_id });
  }

  /** Asks the page's own server for a token, where the page says it gives some. */
  async renew(): Promise<boolean> {
    this.keep(null);
    if (!this.tokenUrl) return false;
    try {
      const response = await fetch(this.tokenUrl, { credentials: "same-origin", headers: { Accept: "application/jwt, text/plain" }, signal: AbortSignal.timeout(15_000) });
      const token = response.ok ? (await response.text()).trim() : ""; // 204 or 401: nobody is logged in there
      if (!token) return false;
      await this.identify(token);
      return true;
    } catch (error) {
      console.warn("prilavok: no log-in from the page's server:", error instanceof ApiError ? error.code : error);
      return false;
    }
  }

  forget(): void {
    this.keep(null);
    this.store.removeItem(`${this.root}:guest`);
  }

  private keep(access: Access | null): void {
    this.access = access;
    if (access) this.tab.setItem(`${this.root}:access`, JSON.stringify(access));
    else this.tab.removeItem(`${this.root}:access`);
  }
}
