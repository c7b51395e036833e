import { text } from "../lib/texts";
import { toast } from "./toast";

/** Menus are <details>: one open at a time, closed by Escape or a click elsewhere. */
function menus(): void {
  document.addEventListener("click", (event) => {
    document.querySelectorAll<HTMLDetailsElement>("details[data-menu][open]").forEach((menu) => {
      if (!menu.contains(event.target as Node)) menu.open = false;
    });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.querySelector<HTMLDetailsElement>("details[data-menu][open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary")?.focus();
  });
}

function dialogs(): void {
  document.addEventListener("click", (event) => {
    const target = event.target as Element;
    const opener = target.closest<HTMLElement>("[data-dialog]");
    if (opener) {
      const dialog = document.getElementById(opener.dataset["dialog"] ?? "");
      if (dialog instanceof HTMLDialogElement) dialog.showModal();
      return;
    }
    if (target instanceof HTMLDialogElement && target.open) target.close(); // a click on the backdrop
  });
}

/** Opens the chat with a text ready to send; where there is no chat the form's own action is taken. */
function askChat(): void {
  const ask = (message: string, send: boolean): boolean => {
    const chat = document.querySelector("prilavok-chat");
    if (chat) window.dispatchEvent(new CustomEvent("prilavok:ask", { detail: { text: message, send } }));
    return chat !== null;
  };
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-chat-text]");
    if (button) ask(button.dataset["chatText"] ?? "", false);
  });
  document.querySelectorAll<HTMLFormElement>("form[data-ask]").forEach((form) => {
    const field = form.querySelector("textarea");
    if (!field) return;
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); form.requestSubmit(); }
    });
    form.addEventListener("submit", (event) => {
      if (!field.value.trim()) { event.preventDefault(); field.focus(); return; }
      if (ask(field.value.trim(), true)) { event.preventDefault(); field.value = ""; }
    });
  });
}

function smallThings(): void {
  document.addEventListener("click", (event) => {
    const target = event.target as Element;
    const copy = target.closest<HTMLElement>("[data-copy]");
    if (copy) void navigator.clipboard.writeText(copy.dataset["copy"] ?? "").then(() => toast({ text: text("copied") }));
    if (target.closest("[data-print]")) window.print();
    if (target.closest("[data-demo-toast]")) toast({ text: text("added"), action: { text: text("view_cart"), href: "/cart" } });
    const login = target.closest<HTMLElement>("[data-fill-login]");
    if (login) fillLogin(login);
  });
  if (matchMedia("(max-width: 48rem)").matches) {
    document.querySelectorAll<HTMLDetailsElement>("details[data-fold-on-phone]").forEach((panel) => { panel.open = false; });
  }
}

function fillLogin(source: HTMLElement): void {
  const set = (name: string, value: string | undefined): void => {
    const field = document.querySelector<HTMLInputElement>(`input[name="${name}"]`);
    if (field) field.value = value ?? "";
  };
  set("email", source.dataset["email"]);
  set("password", source.dataset["password"]);
}

export function startPage(): void {
  menus();
  dialogs();
  askChat();
  smallThings();
}
