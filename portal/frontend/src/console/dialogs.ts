import { el } from "../lib/dom";
import { text } from "../lib/texts";

/** Asks for a remark; null when the person thought better of it. */
export function noteDialog(title: string, hint: string, action: string): Promise<string | null> {
  const field = el("textarea", { class: "input", rows: 3, maxlength: 500, id: "desk-note" });
  const dialog = el("dialog", { class: "dialog", "aria-label": title },
    el("form", { method: "dialog" },
      el("div", { class: "dialog__head" }, el("h2", {}, title)),
      el("div", { class: "dialog__body field" }, el("label", { class: "field__label", for: "desk-note" }, hint), field),
      el("div", { class: "dialog__foot" },
        el("button", { class: "btn", value: "cancel", formnovalidate: true }, text("cancel")),
        el("button", { class: "btn btn--primary", value: "ok" }, action))));
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); dialog.close("ok"); }
  });
  document.body.append(dialog);
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "ok" ? field.value.trim() : null);
    });
    dialog.showModal();
    field.focus();
  });
}

const KEYS: readonly (readonly [string[], string])[] = [
  [["j", "k"], "help_next"], [["Enter"], "help_open"], [["t"], "help_take"], [["r"], "help_reply"], [["n"], "help_note"], [["/"], "help_canned"],
  [["g"], "help_goods"], [["e"], "help_return"], [["a"], "help_transfer"], [["s"], "help_snooze"], [["q"], "help_queue"], [["c"], "help_close"],
  [["1", "5"], "help_tabs"], [["Esc"], "help_leave"], [["?"], "help_this"],
];

export function helpDialog(): void {
  const dialog = el("dialog", { class: "dialog", "aria-label": text("help_title") },
    el("div", { class: "dialog__head" }, el("h2", {}, text("help_title"))),
    el("dl", { class: "dialog__body dl" }, ...KEYS.flatMap(([keys, label]) => [
      el("dt", { class: "row" }, ...keys.map((key) => el("kbd", {}, key))), el("dd", {}, text(label))])),
    el("form", { class: "dialog__foot", method: "dialog" }, el("button", { class: "btn" }, "OK")));
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
}
