import { el } from "../lib/dom";
import { ago } from "../lib/format";
import { text } from "../lib/texts";
import type { Drafts } from "./drafts";
import { VIEWS, type Row, type View } from "./types";

/** Minutes of waiting after which a row is marked: look at it, and late. */
const WARN_S = 120;
const LATE_S = 300;

export interface InboxState {
  view: View;
  rows: Row[];
  counts: Record<View, number>;
  selected: string | null;
}

/** The list on the left: tabs with counts, rows with who, what was said last, and how long it waits. */
export class Inbox {
  private readonly list = el("div", { class: "inbox__list", role: "listbox", "aria-label": text("all"), tabindex: 0 });
  private readonly tabs = el("div", { class: "inbox__tabs tabs" });
  readonly status = el("div", { class: "inbox__status", role: "status" });

  constructor(
    home: Element,
    private readonly drafts: Drafts,
    private readonly actions: { view: (view: View) => void; open: (id: string) => void; help: () => void },
  ) {
    home.replaceChildren(this.tabs, this.status, this.list);
  }

  draw(state: InboxState, locale: string): void {
    this.tabs.replaceChildren(...VIEWS.map((view) => el("button", {
      class: "tabs__tab", type: "button", "aria-current": view === state.view ? "true" : null, onclick: () => this.actions.view(view),
    }, text(view), el("span", { class: "tabs__count" }, state.counts[view]))),
    el("button", { class: "inbox__help", type: "button", title: text("keys"), "aria-label": text("keys"), onclick: () => this.actions.help() }, "?"));
    const focused = this.list.contains(document.activeElement) || document.activeElement === this.list;
    this.list.replaceChildren(...state.rows.map((row) => this.row(row, state.selected, locale)));
    if (state.rows.length === 0) this.list.append(el("p", { class: "inbox__empty" }, text(`empty_${state.view}`)));
    if (state.selected) this.list.setAttribute("aria-activedescendant", `row-${state.selected}`);
    if (focused) this.list.focus({ preventScroll: true });
  }

  reveal(id: string): void {
    document.getElementById(`row-${id}`)?.scrollIntoView({ block: "nearest" });
  }

  private row(row: Row, selected: string | null, locale: string): HTMLElement {
    const waiting = row.state === "queued" ? waitingSeconds(row) : null;
    const tone = waiting === null ? "" : waiting >= LATE_S ? " is-late" : waiting >= WARN_S ? " is-warn" : "";
    const draft = this.drafts.get(row.id);
    const said = draft ? draft : row.last_message?.text ?? "";
    return el("div", {
      class: `inbox__row${row.unread > 0 ? " is-unread" : ""}`, role: "option", id: `row-${row.id}`, "aria-selected": row.id === selected ? "true" : "false",
      onclick: () => this.actions.open(row.id),
    },
    el("span", { class: "inbox__who" }, row.customer?.name ?? text("guest")),
    el("span", { class: `inbox__time${tone}` }, waiting !== null ? ago(new Date(Date.now() - waiting * 1000).toISOString(), locale) : ago(row.updated_at, locale)),
    el("span", { class: "inbox__company" }, row.company?.name ?? ""),
    stateBadge(row),
    el("span", { class: `inbox__said${draft ? " is-draft" : ""}` }, draft ? `${text("draft")}: ${said}` : said),
    row.unread > 0 ? el("span", { class: "inbox__unread", "aria-label": text("new_messages") }, row.unread) : null);
  }
}

/** Counted on from what the server said, so that a wrong clock on the operator's machine does no harm. */
export function waitingSeconds(row: Row & { receivedAt?: number }): number {
  const since = row.receivedAt === undefined ? 0 : (Date.now() - row.receivedAt) / 1000;
  return (row.waiting_seconds ?? 0) + since;
}

export function stateBadge(row: Row): HTMLElement {
  const tones = { bot: "", queued: " badge--warn", assigned: " badge--brand", snoozed: " badge--info", closed: "" };
  const label = row.state === "assigned" ? text("state_assigned", { name: row.assignee?.name ?? "" }) : text(`state_${row.state}`);
  return el("span", { class: `badge${tones[row.state]}` }, label);
}
