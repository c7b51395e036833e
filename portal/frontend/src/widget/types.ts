/** The API's shapes as far as the chat shows them (docs/architecture.md). */
import type { Money } from "../lib/format";
import type { Attachment } from "../lib/upload";

export type Author = "buyer" | "bot" | "operator" | "system";
export type State = "bot" | "queued" | "assigned" | "snoozed" | "closed";
type Numeric = string | number;

export interface Button { title: string; payload: string }

export interface Product {
  sku: string; name: string; unit: string; price: Money | null; available: Numeric; in_stock: boolean;
  min_quantity?: Numeric | null; order_step?: Numeric | null; lead_time_days?: number | null;
}
export interface Line {
  id: string | number; sku: string; name: string; quantity: Numeric; unit: string; reason?: string; probability?: number;
  price?: Money | null; unit_price?: Money | null; total?: Money | null;
}
export interface Proposal { id: string; lines: Line[]; total: Money | null; note?: string | null }
export interface Cart { lines: Line[]; line_count?: number; total: Money; subtotal?: Money }
export interface Order { number: string; status: string; status_text: string; placed_at: string; total: Money; eta: string | null; line_count?: number; shipments?: Shipment[] | null }
export interface Shipment { number: string; carrier: string | null; tracking: string | null; status: string; eta: string | null }
export interface Offer { id: string; conversation_id: string; state: OfferState; lines: Line[]; total: Money | null }
export type OfferState = "open" | "accepted" | "declined"
export interface Rfq { number: string; title: string | null; status: string; status_text: string; lines?: unknown[]; quote?: { total: Money; valid_until: string | null } | null }

export interface Invoice { number: string; status: string; status_text: string; due_on: string; total: Money; open: Money }

export type Card = { buttons?: Button[] } & (
  | { type: "cart_offer"; offer: Offer }
  | { type: "offer_answer"; offer_id: string; state: OfferState }
  | { type: "invoice"; invoice: Invoice }
  | { type: "product"; product: Product }
  | { type: "order"; order: Order }
  | { type: "proposal"; proposal: Proposal }
  | { type: "cart"; cart: Cart }
  | { type: "rfq"; rfq: Rfq }
  | { type: "choices"; position?: number; text: string; quantity: Numeric | null; candidates: Product[] });

export interface Message {
  id: string; seq: number; author: Author; author_name: string | null; text: string;
  cards?: Card[] | null; buttons?: Button[] | null; attachments?: Attachment[] | null; client_id: string | null; created_at: string; suggestion?: boolean;
  /** What only staff see is no message. */
  kind?: "message" | "note" | "suggestion" | "whisper";
  /** The kind of a message that was sent unasked; it answers nothing, and what was offered before it still holds. */
  notice?: string | null;
}
export interface Conversation {
  id: string; state: State; assignee: { id: string; name: string } | null; position: number | null; last_seq?: number;
  /** How far each side has read; what the buyer thought of it; seconds until somebody will probably answer. */
  read_by_buyer?: number; read_by_desk?: number; rating?: { score: number; text: string } | null; expected_wait_seconds?: number | null;
  /** A guest's key, given once. */
  token?: string | null;
}
