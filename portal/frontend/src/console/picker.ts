import { el } from "../lib/dom";

export interface Choice { title: string; detail: string; run: () => void }

/** A list over the reply box: arrows move, Enter or Tab takes, Escape closes. The field keeps the focus. */
export class Picker {
  readonly node = el("div", { class: "picker", role: "listbox", id: "desk-picker", hidden: true });
  private choices: Choice[] = [];
  private at = 0;

  constructor(private readonly field: HTMLTextAreaElement, label: string) {
    this.node.setAttribute("aria-label", label);
    this.node.addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the focus in the field
  }

  get open(): boolean {
    return !this.node.hidden;
  }

  show(choices: Choice[]): void {
    this.choices = choices;
    this.at = 0;
    this.node.hidden = choices.length === 0;
    this.draw();
  }

  close(): void {
    this.show([]);
  }

  private draw(): void {
    this.node.replaceChildren(...this.choices.map((choice, index) => el("div", {
      class: "picker__option", role: "option", id: `desk-pick-${index}`, "aria-selected": index === this.at ? "true" : "false", onclick: () => this.take(index),
    }, el("strong", {}, choice.title), el("span", { class: "muted u-small u-truncate" }, choice.detail))));
    if (this.open) this.field.setAttribute("aria-activedescendant", `desk-pick-${this.at}`);
    else this.field.removeAttribute("aria-activedescendant");
    this.node.children[this.at]?.scrollIntoView({ block: "nearest" });
  }

  private take(index: number): void {
    const choice = this.choices[index];
    this.close();
    choice?.run();
  }

  /** Whether the key was for the list. */
  key(event: KeyboardEvent): boolean {
    if (!this.open) return false;
    const count = this.choices.length;
    if (event.key === "ArrowDown") this.at = (this.at + 1) % count;
    else if (event.key === "ArrowUp") this.at = (this.at + count - 1) % count;
    else if (event.key === "Escape") { event.stopPropagation(); event.preventDefault(); this.close(); return true; }
    else if ((event.key === "Enter" && !event.shiftKey) || event.key === "Tab") { event.preventDefault(); this.take(this.at); return true; }
    else return false;
    event.preventDefault();
    this.draw();
    return true;
  }
}
