import { el, icon } from "../lib/dom";
import { text } from "../lib/texts";

const SHOWN_MS = 6000;
const MAX = 3;

export interface Toast {
  text: string;
  tone?: "ok" | "warn" | "bad";
  action?: { text: string; href: string };
}

/** Shows a short message; a mouse or the focus on it keeps it. */
export function toast({ text: message, tone = "ok", action }: Toast): void {
  const home = document.getElementById("toasts");
  if (!home) return;
  const node = el("div", { class: `toast${tone === "ok" ? "" : ` toast--${tone}`}` },
    icon(tone === "ok" ? "circle-check" : "circle-alert"),
    el("span", {}, message),
    el("span", { class: "toast__actions" },
      action ? el("a", { class: "toast__action", href: action.href }, action.text) : null,
      el("button", { class: "toast__close", type: "button", "aria-label": text("dismiss") }, icon("x", "sm"))));
  home.append(node);
  while (home.children.length > MAX) home.firstElementChild?.remove();
  expire(node);
}

function expire(node: HTMLElement): void {
  let timer = window.setTimeout(() => node.remove(), SHOWN_MS);
  const hold = (): void => window.clearTimeout(timer);
  const release = (): void => { timer = window.setTimeout(() => node.remove(), SHOWN_MS / 2); };
  node.addEventListener("pointerenter", hold);
  node.addEventListener("pointerleave", release);
  node.addEventListener("focusin", hold);
  node.addEventListener("focusout", release);
  node.querySelector(".toast__close")?.addEventListener("click", () => node.remove());
}

/** Gives the messages that came with the page their life span, and listens to those that htmx answers bring. */
export function startToasts(): void {
  document.querySelectorAll<HTMLElement>("[data-toast]").forEach(expire);
  document.addEventListener("toast", (event) => {
    const detail = (event as CustomEvent<Toast>).detail;
    if (detail?.text) toast(detail);
  });
}
