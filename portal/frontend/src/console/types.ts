/** The operators' API (docs/architecture.md). */
import type { Money } from "../lib/format";
import type { Conversation, Message } from "../widget/types";

export interface Party { id: string; name: string }

export interface Row extends Conversation {
  locale: string;
  channel: string;
  last_seq: number;
  company: Party | null;
  customer: Party | null;
  reason: string;
  waiting_since: string | null;
  waiting_seconds: number | null;
  last_message: { seq: number; author: string; text: string; created_at: string } | null;
  unread: number;
  updated_at: string;
  snoozed_until?: string | null;
  summary?: string;
  tags?: string[];
  read_by_buyer?: number;
  sla?: { state: "ok" | "warning" | "breached"; first_response_due_at: string | null; resolution_due_at: string | null } | null;
  /** When this row came, by the browser's clock. */
  receivedAt?: number;
}

/** A note that names the operator, not looked at yet. */
export interface Mention { id: string; conversation_id: string; message: { author_name: string | null; text: string }; created_at: string }

export interface Context {
  company: { id: string; name: string; country: string; currency: string; customer_since: string | null; account_manager: string | null } | null;
  credit: { limit: Money; used: Money; available: Money } | null;
  cart: { id: string; version: number; lines: { sku: string; name: string; quantity: string | number; unit: string }[] } | null;
  orders: { number: string; status: string; placed_at: string; total: Money; eta: string | null }[];
  rfqs: { number: string; status: string; title: string; created_at: string }[];
  nlu: Nlu | null;
}

export interface Nlu {
  intent?: string | { name?: string; confidence?: number } | null;
  confidence?: number;
  language?: string;
  entities?: { entity?: string; value?: unknown }[];
}

export interface Detail extends Row {
  messages: Message[];
  context: Context;
}

export type View = "queued" | "mine" | "mentions" | "snoozed" | "all";
export const VIEWS: readonly View[] = ["queued", "mine", "mentions", "snoozed", "all"];
