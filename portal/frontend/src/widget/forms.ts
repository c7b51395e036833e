/** The chat's two small forms: what a visitor needs, and what the buyer thought of a conversation. */
import { ApiError } from "../lib/api";
import { el, glyph } from "../lib/dom";
import { GLYPH } from "./glyphs";
import type { LeadForm } from "./session";
import type { Say } from "./strings";

type Field = HTMLInputElement | HTMLTextAreaElement;

/** Runs a form's write; what went wrong is said in it, and everything typed stays. */
async function submit(form: HTMLFormElement, say: Say, write: () => Promise<void>): Promise<void> {
  const button = form.querySelector<HTMLButtonElement>("button[type=submit]");
  const trouble = form.querySelector(".form__error");
  if (!button || !trouble || button.disabled) return;
  button.disabled = true;
  trouble.textContent = "";
  try {
    await write();
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    trouble.textContent = error.status === 422 && /email/.test(error.message) ? say("badEmail") : error.message || say(error.status === 0 ? "offline" : "failed");
  } finally {
    button.disabled = false;
  }
}

/** A visitor's request for an offer; kept as it is until it is sent or put away. */
export class OfferForm {
  readonly node: HTMLFormElement;
  private readonly fields = new Map<keyof LeadForm, Field>();
  private id = crypto.randomUUID();

  constructor(private readonly say: Say, send: (lead: LeadForm) => Promise<void>, private readonly closed: () => void) {
    this.node = el("form", { class: "form", hidden: true, novalidate: true, "aria-label": say("askOffer") },
      el("strong", {}, say("askOffer")),
      this.field("need", "leadNeed", el("textarea", { rows: 3, required: true, maxlength: 3000 })),
      this.field("name", "leadName", el("input", { required: true, maxlength: 200, autocomplete: "name" })),
      this.field("email", "leadEmail", el("input", { type: "email", required: true, maxlength: 200, autocomplete: "email" })),
      this.field("company", "leadCompany", el("input", { maxlength: 200, autocomplete: "organization" })),
      this.field("phone", "leadPhone", el("input", { type: "tel", maxlength: 200, autocomplete: "tel" })),
      el("p", { class: "meta" }, say("leadNote")),
      el("p", { class: "form__error", role: "alert" }),
      el("div", { class: "form__foot" }, el("button", { class: "act", type: "button", onclick: () => this.hide() }, say("leadCancel")), el("button", { class: "act act--main", type: "submit" }, say("leadSend"))));
    this.node.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!this.check()) return;
      void submit(this.node, say, async () => { await send(this.lead()); this.done(); });
    });
  }

  private field(name: keyof LeadForm, label: "leadNeed" | "leadName" | "leadEmail" | "leadCompany" | "leadPhone", control: Field): HTMLElement {
    this.fields.set(name, control);
    const hint = el("span", { class: "form__error", id: `lead-${name}-hint` });
    control.classList.add("form__field");
    control.setAttribute("aria-describedby", hint.id);
    return el("label", { class: "form__label" }, el("span", {}, this.say(label), control.required ? "" : ` (${this.say("optional")})`), control, hint);
  }

  private check(): boolean {
    let first: Field | null = null;
    for (const field of this.fields.values()) {
      const text = field.validity.valueMissing || (field.required && !field.value.trim()) ? this.say("fillIn") : field.validity.typeMismatch ? this.say("badEmail") : "";
      if (text) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
      if (field.nextElementSibling) field.nextElementSibling.textContent = text;
      if (text) first ??= field;
    }
    first?.focus();
    return first === null;
  }

  private lead(): LeadForm {
    const value = (name: keyof LeadForm): string => this.fields.get(name)?.value.trim() ?? "";
    return { client_id: this.id, name: value("name"), email: value("email"), phone: value("phone"), company: value("company"), need: value("need") };
  }

  show(need = ""): void {
    const field = this.fields.get("need");
    if (field && need) field.value = need;
    this.node.hidden = false;
    field?.focus();
  }

  hide(): void {
    this.node.hidden = true;
    this.closed();
  }

  private done(): void {
    this.id = crypto.randomUUID();
    const need = this.fields.get("need");
    if (need) need.value = "";
    this.hide();
  }
}

/** From one to five stars and a few words. */
export function ratingForm(say: Say, send: (score: number, text: string) => Promise<void>): HTMLFormElement {
  const stars = [1, 2, 3, 4, 5].map((n) => el("label", { class: "star" },
    el("input", { class: "star__input", type: "radio", name: "score", value: n, required: true, "aria-label": say("rateStar", { n }) }), glyph(GLYPH.star, 26)));
  const words = el("textarea", { class: "form__field", rows: 2, maxlength: 2000, "aria-label": say("rateText"), placeholder: say("rateText") });
  const form = el("form", { class: "form form--rating" },
    el("fieldset", { class: "stars" }, el("legend", {}, say("rateTitle")), ...stars),
    words, el("p", { class: "form__error", role: "alert" }), el("div", { class: "form__foot" }, el("button", { class: "act act--main", type: "submit" }, say("rateSend"))));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const score = Number(new FormData(form).get("score"));
    void submit(form, say, () => send(score, words.value.trim()));
  });
  return form;
}
