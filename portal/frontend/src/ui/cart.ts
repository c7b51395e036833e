import { Api, ApiError } from "../lib/api";
import { money, type Money } from "../lib/format";
import { text } from "../lib/texts";
import { toast } from "./toast";

interface CartState {
  lines: unknown[];
  line_count?: number;
  total: Money;
}

export function showCart(count: number, total: string): void {
  document.querySelectorAll<HTMLElement>("[data-cart-count]").forEach((badge) => {
    badge.textContent = String(count);
    badge.dataset["count"] = String(count);
  });
  document.querySelectorAll("[data-cart-total]").forEach((node) => { node.textContent = total; });
  const link = document.querySelector("[data-cart-link]");
  link?.classList.remove("is-bumped");
  requestAnimationFrame(() => link?.classList.add("is-bumped"));
}

export function showCartState(cart: CartState): void {
  showCart(cart.line_count ?? cart.lines.length, money(cart.total, document.documentElement.lang));
}

async function add(form: HTMLFormElement, api: Api): Promise<void> {
  const data = new FormData(form);
  const button = form.querySelector<HTMLButtonElement>('button[type="submit"]');
  button?.setAttribute("aria-busy", "true");
  try {
    const cart = await api.post<CartState>("/cart/lines",
      { sku: String(data.get("sku")), quantity: String(data.get("quantity") ?? "1") },
      { "Idempotency-Key": crypto.randomUUID() });
    showCartState(cart);
    toast({ text: text("added"), action: { text: text("view_cart"), href: "/cart" } });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const message = error.status === 0 ? text("offline") : error.status === 401 ? text("expired") : error.message || text("failed");
    toast({ text: message, tone: "bad" });
  } finally {
    button?.removeAttribute("aria-busy");
  }
}

/** Adds to the cart in place, and keeps the count and total of the top bar up to date from wherever they change. */
export function startCart(api: Api): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (!form.matches("[data-add-to-cart]")) return;
    event.preventDefault();
    void add(form, api);
  });
  document.addEventListener("cart", (event) => {
    const detail = (event as CustomEvent<{ count?: number; total?: string }>).detail;
    if (typeof detail?.count === "number") showCart(detail.count, detail.total ?? "");
  });
  document.addEventListener("htmx:after:swap", readState);
  window.addEventListener("prilavok:cart", (event) => showCartState((event as CustomEvent<CartState>).detail));
}

/** The cart page says its own count and total; after a partial refresh the top bar follows it. */
function readState(): void {
  const state = document.querySelector<HTMLElement>("[data-cart-state]")?.dataset;
  if (state?.["count"] !== undefined) showCart(Number(state["count"]), state["total"] ?? "");
}
