import { money } from "../lib/format";
import { parsed } from "../lib/quantity";
import { text } from "../lib/texts";

/** Two spreadsheet columns come as tabs: "SKU<tab>40" becomes "SKU  40", which the reader of lists understands as well. */
export function pastedLines(clip: string): string {
  return clip.replace(/\r\n?/g, "\n").split("\n").map((line) => line.replace(/\t+/g, "  ").trim()).filter(Boolean).join("\n");
}

/** Forms already wired: a refresh in place (morph) keeps elements with their listeners. */
const wired = new WeakSet<Element>();

function isNew(node: Element): boolean {
  if (wired.has(node)) return false;
  wired.add(node);
  return true;
}

function quickOrder(): void {
  const form = document.querySelector<HTMLFormElement>("[data-quick-order]");
  const field = form?.querySelector("textarea");
  if (!form || !field || !isNew(form)) return;
  const counter = document.querySelector("[data-line-count]");
  const count = (): void => {
    const lines = field.value.split("\n").filter((line) => line.trim()).length;
    if (counter) counter.textContent = lines > 0 ? text("lines_found", { n: lines }) : "";
  };
  field.addEventListener("paste", (event) => {
    const clip = event.clipboardData?.getData("text/plain") ?? "";
    if (!clip.includes("\t")) return;
    event.preventDefault();
    field.setRangeText(pastedLines(clip), field.selectionStart, field.selectionEnd, "end");
    count();
  });
  field.addEventListener("input", count);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  count();
}

function rfqLines(): void {
  const home = document.querySelector<HTMLElement>("[data-lines]");
  const template = document.querySelector<HTMLTemplateElement>("[data-line-template]");
  if (!home || !template) return;
  let next = home.children.length;
  const addLine = (): void => {
    const holder = document.createElement("template");
    holder.innerHTML = template.innerHTML.replaceAll("__n__", String(next)); // our own server-rendered markup
    next += 1;
    home.append(holder.content);
    home.lastElementChild?.querySelector<HTMLElement>("input:not([type=hidden])")?.focus();
  };
  document.querySelector("[data-line-add]")?.addEventListener("click", addLine);
  home.addEventListener("click", (event) => {
    const button = (event.target as Element).closest("[data-line-remove]");
    if (!button) return;
    const line = button.closest("[data-line]");
    if (home.children.length > 1) line?.remove();
    else line?.querySelectorAll("input").forEach((field) => { field.value = ""; });
  });
  home.addEventListener("input", (event) => { // another description is no longer that article
    const field = event.target as HTMLInputElement;
    if (!field.name.endsWith("-description")) return;
    const sku = field.closest("[data-line]")?.querySelector<HTMLInputElement>('input[name$="-sku"]');
    if (sku) sku.value = "";
  });
}

function quoteTotal(): void {
  const form = document.querySelector<HTMLFormElement>("[data-quote]");
  const output = form?.querySelector<HTMLElement>("[data-quote-total]");
  if (!form || !output) return;
  const sum = (): void => {
    let total = 0;
    form.querySelectorAll<HTMLInputElement>('input[name^="unit_price-"]').forEach((field) => {
      const amount = Number(field.closest("tr")?.querySelector<HTMLElement>("[data-quantity]")?.dataset["quantity"] ?? "0");
      const price = parsed(field.value);
      if (Number.isFinite(price)) total += price * amount;
    });
    output.textContent = money({ amount: total.toFixed(2), currency: output.dataset["currency"] ?? "EUR" }, document.documentElement.lang);
  };
  form.addEventListener("input", sum);
  sum();
}

function checkAll(): void {
  document.querySelectorAll<HTMLInputElement>("[data-check-all]").forEach((all) => {
    if (!isNew(all)) return;
    const boxes = [...(all.closest("form")?.querySelectorAll<HTMLInputElement>('input[type="checkbox"][name="line_ids"]') ?? [])];
    const show = (): void => {
      const on = boxes.filter((box) => box.checked).length;
      all.checked = on === boxes.length;
      all.indeterminate = on > 0 && on < boxes.length;
    };
    all.addEventListener("change", () => boxes.forEach((box) => { box.checked = all.checked; }));
    boxes.forEach((box) => box.addEventListener("change", show));
    show();
  });
}

/** A form that must not be sent twice by a double click; the server's idempotency is the real lock. */
function once(): void {
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (!form.matches("[data-once]") || event.defaultPrevented) return;
    if (form.dataset["sent"]) { event.preventDefault(); return; }
    form.dataset["sent"] = "1";
    form.querySelectorAll('button[type="submit"]').forEach((button) => button.setAttribute("aria-busy", "true"));
  });
  window.addEventListener("pageshow", () => document.querySelectorAll<HTMLFormElement>("form[data-sent]").forEach((form) => {
    delete form.dataset["sent"];
    form.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
  }));
}

export function startForms(): void {
  quickOrder();
  rfqLines();
  quoteTotal();
  checkAll();
  once();
  document.addEventListener("htmx:after:swap", () => { quickOrder(); checkAll(); });
}
