/* Dialogs of the moves that need more than a click: put aside, hand on, close. */
import { el } from "../lib/dom";
import { text } from "../lib/texts";
import type { Party } from "./types";

type Answer = Record<string, string>;

/** A form in a dialog; its named fields, or null when the person thought better of it. */
function ask(title: string, action: string, ...fields: Node[]): Promise<Answer | null> {
  const form = el("form", { method: "dialog" },
    el("div", { class: "dialog__head" }, el("h2", {}, title)),
    el("div", { class: "dialog__body stack" }, ...fields),
    el("div", { class: "dialog__foot" },
      el("button", { class: "btn", value: "cancel", formnovalidate: true, type: "submit" }, text("cancel")),
      el("button", { class: "btn btn--primary", value: "ok", type: "submit" }, action)));
  const dialog = el("dialog", { class: "dialog", "aria-label": title }, form);
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form.reportValidity()) { event.preventDefault(); dialog.close("ok"); }
  });
  document.body.append(dialog);
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      const given: Answer = {};
      new FormData(form).forEach((value, name) => { given[name] = String(value).trim(); });
      dialog.remove();
      resolve(dialog.returnValue === "ok" ? given : null);
    });
    dialog.showModal();
    form.querySelector<HTMLElement>("select, textarea, input")?.focus();
  });
}

function field(name: string, label: string, control: HTMLElement): HTMLElement {
  control.setAttribute("name", name);
  control.id = `desk-${name}`;
  return el("div", { class: "field" }, el("label", { class: "field__label", for: control.id }, label), control);
}

const remark = (label: string): HTMLElement => field("note", label, el("textarea", { class: "input", rows: 2, maxlength: 500 }));

function at(days: number, hour: number): Date {
  const moment = new Date();
  moment.setDate(moment.getDate() + days);
  moment.setHours(hour, 0, 0, 0);
  return moment;
}

function local(moment: Date): string {
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** Until when, with its zone, and a remark. */
export async function askSnooze(): Promise<{ until: string; note: string } | null> {
  const own = field("at", text("snooze_at"), el("input", { class: "input", type: "datetime-local", value: local(at(1, 9)), min: local(new Date()), required: true }));
  own.hidden = true;
  const hours = (count: number): string => new Date(Date.now() + count * 3_600_000).toISOString();
  const monday = (8 - new Date().getDay()) % 7 || 7;
  const select = el("select", { class: "input" },
    el("option", { value: hours(1) }, text("snooze_hour")), el("option", { value: hours(3) }, text("snooze_hours")),
    el("option", { value: at(1, 9).toISOString() }, text("snooze_tomorrow")), el("option", { value: at(monday, 9).toISOString() }, text("snooze_monday")),
    el("option", { value: "" }, text("snooze_own")));
  select.addEventListener("change", () => { own.hidden = select.value !== ""; });
  const given = await ask(text("snooze_title"), text("snooze"), field("until", text("snooze_until"), select), own, remark(text("note_optional")));
  if (!given) return null;
  const until = given["until"] || (given["at"] ? new Date(given["at"]).toISOString() : "");
  return until ? { until, note: given["note"] ?? "" } : null;
}

/** To whom, and what he should know. */
export async function askTransfer(colleagues: Party[]): Promise<{ operator_id: string; note: string } | null> {
  const select = el("select", { class: "input", required: true }, ...colleagues.map((one) => el("option", { value: one.id }, one.name)));
  const given = await ask(text("transfer_title"), text("transfer"), field("to", text("transfer_to"), select), remark(text("transfer_note")));
  return given?.["to"] ? { operator_id: given["to"], note: given["note"] ?? "" } : null;
}

/** How it ended. */
export async function askClose(summary: string, tags: string[]): Promise<{ summary: string; tags: string[] } | null> {
  const words = el("textarea", { class: "input", rows: 3, maxlength: 2000 });
  words.value = summary;
  const given = await ask(text("close_title"), text("close"),
    field("summary", text("summary"), words),
    field("tags", text("tags"), el("input", { class: "input", value: tags.join(", "), placeholder: text("tags_hint"), maxlength: 300 })));
  if (!given) return null;
  const listed = (given["tags"] ?? "").split(",").map((tag) => tag.trim()).filter(Boolean);
  return { summary: given["summary"] ?? "", tags: [...new Set(listed)] };
}
