import type { Api } from "../lib/api";
import { el, icon, pictogram } from "../lib/dom";
import { text } from "../lib/texts";

interface Hit {
  sku: string;
  name: string;
  category: string | null;
}

const DELAY_MS = 140;
const LIMIT = 7;
const MIN_LENGTH = 2;

/** Search suggestions after the ARIA combobox pattern: arrows move, Enter opens, Escape closes, the form still submits. */
class Suggest {
  private readonly field: HTMLInputElement;
  private readonly list: HTMLElement;
  private active = -1;
  private timer = 0;
  private request: AbortController | null = null;

  constructor(form: HTMLFormElement, private readonly api: Api) {
    this.field = form.querySelector("input[type=search]") as HTMLInputElement;
    const id = `${this.field.id}-list`;
    this.list = el("div", { class: "combo__list", id, role: "listbox", "aria-label": text("suggestions"), hidden: true });
    form.append(this.list);
    for (const [name, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": id, "aria-autocomplete": "list" })) {
      this.field.setAttribute(name, value);
    }
    this.field.addEventListener("input", () => this.later());
    this.field.addEventListener("keydown", (event) => this.key(event));
    this.field.addEventListener("focus", () => { if (this.list.childElementCount > 0 && this.field.value.trim()) this.open(); });
    form.addEventListener("focusout", (event) => { if (!form.contains(event.relatedTarget as Node | null)) this.close(); });
    this.list.addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the focus in the field
  }

  private later(): void {
    window.clearTimeout(this.timer);
    this.request?.abort();
    const query = this.field.value.trim();
    if (query.length < MIN_LENGTH) { this.list.replaceChildren(); this.close(); return; }
    this.timer = window.setTimeout(() => void this.load(query), DELAY_MS);
  }

  private async load(query: string): Promise<void> {
    this.request = new AbortController();
    try {
      const found = await this.api.get<{ items: Hit[] }>(`/products/suggest?limit=${LIMIT}&q=${encodeURIComponent(query)}`, this.request.signal);
      if (this.field.value.trim() === query) this.show(query, found.items);
    } catch {
      this.close(); // superseded or offline: the form itself still works and will say what is wrong
    }
  }

  private show(query: string, hits: Hit[]): void {
    this.active = -1;
    this.list.replaceChildren(...hits.map((hit, index) => this.option(index, `/product/${encodeURIComponent(hit.sku)}`, "",
      el("span", { class: "picto-box picto-box--sm" }, pictogram(hit.category ?? "box")),
      el("span", { class: "combo__name" }, hit.name,
        el("span", { class: "combo__meta" }, hit.sku)))));
    if (hits.length > 0) {
      this.list.append(this.option(hits.length, `/catalogue?q=${encodeURIComponent(query)}`, " combo__option--all",
        icon("search", "sm"), el("span", {}, text("all_results", { q: query }))));
    } else {
      this.list.append(el("div", { class: "combo__note" }, text("nothing", { q: query })));
    }
    this.open();
  }

  private option(index: number, href: string, extra: string, ...children: Node[]): HTMLElement {
    return el("a", { class: `combo__option${extra}`, role: "option", id: `${this.list.id}-${index}`, href, tabindex: -1, "aria-selected": "false" }, ...children);
  }

  private open(): void {
    this.list.hidden = false;
    this.field.setAttribute("aria-expanded", "true");
  }

  private close(): void {
    this.list.hidden = true;
    this.mark(-1);
    this.field.setAttribute("aria-expanded", "false");
  }

  private mark(index: number): void {
    const options = [...this.list.querySelectorAll<HTMLElement>('[role="option"]')];
    this.active = options.length === 0 ? -1 : index < 0 ? -1 : index % options.length;
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === this.active)));
    const chosen = options[this.active];
    if (chosen) { this.field.setAttribute("aria-activedescendant", chosen.id); chosen.scrollIntoView({ block: "nearest" }); }
    else this.field.removeAttribute("aria-activedescendant");
  }

  private key(event: KeyboardEvent): void {
    const count = this.list.querySelectorAll('[role="option"]').length;
    if (event.key === "Escape" && !this.list.hidden) { event.preventDefault(); this.close(); return; }
    if (this.list.hidden || count === 0) return;
    if (event.key === "ArrowDown") { event.preventDefault(); this.mark(this.active + 1); }
    else if (event.key === "ArrowUp") { event.preventDefault(); this.mark(this.active <= 0 ? count - 1 : this.active - 1); }
    else if (event.key === "Enter" && this.active >= 0) {
      event.preventDefault();
      this.list.querySelectorAll<HTMLAnchorElement>('[role="option"]')[this.active]?.click();
    }
  }
}

export function startSuggest(api: Api): void {
  document.querySelectorAll<HTMLFormElement>("form[data-suggest]").forEach((form) => new Suggest(form, api));
  document.addEventListener("keydown", (event) => {
    const target = event.target as HTMLElement;
    const typing = target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("#desk")) return;
    event.preventDefault();
    document.querySelector<HTMLInputElement>("form[data-suggest] input[type=search]")?.select();
  });
}
