import { el } from "../lib/dom";
import { ago } from "../lib/format";
import { text } from "../lib/texts";
import type { Drafts } from "./drafts";
import { VIEWS, type Row, type View } from "./types";

/** Seconds of waiting after which a row is marked: look at it, and late. */
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
  private clocks: (() => void)[] = [];
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
    }, text(view), state.counts[view] > 0 ? el("span", { class: "tabs__count" }, state.counts[view]) : null)),
    el("button", { class: "inbox__help", type: "button", title: text("keys"), "aria-label": text("keys"), onclick: () => this.actions.help() }, "?"));
    this.clocks = [];
    const focused = this.list.contains(document.activeElement) || document.activeElement === this.list;
    this.list.replaceChildren(...state.rows.map((row) => this.row(row, state.selected, locale)));
    if (state.rows.length === 0) this.list.append(el("p", { class: "inbox__empty" }, text(`empty_${state.view}`)));
    if (state.selected) this.list.setAttribute("aria-activedescendant", `row-${state.selected}`);
    if (focused) this.list.focus({ preventScroll: true });
  }

  private time(row: Row, locale: string): HTMLElement {
    const node = el("span", {});
    const draw = (): void => {
      node.className = `inbox__time${urgency(row)}`;
      node.textContent = row.state === "queued" ? lasting(waitingSeconds(row), locale) : ago(row.updated_at, locale);
    };
    draw();
    this.clocks.push(draw);
    return node;
  }

  /** Lets the waiting times go on without drawing the list anew. */
  tick(): void {
    this.clocks.forEach((draw) => draw());
  }

  reveal(id: string): void {
    document.getElementById(`row-${id}`)?.scrollIntoView({ block: "nearest" });
  }

  private row(row: Row, selected: string | null, locale: string): HTMLElement {
    const draft = this.drafts.get(row.id);
    const said = draft ? draft : row.last_message?.text ?? "";
    return el("div", {
      class: `inbox__row${row.unread > 0 ? " is-unread" : ""}`, role: "option", id: `row-${row.id}`, "aria-selected": row.id === selected ? "true" : "false",
      onclick: () => this.actions.open(row.id),
    },
    el("span", { class: "inbox__who" }, row.customer?.name ?? text("guest")),
    this.time(row, locale),
    el("span", { class: "inbox__company" }, row.company?.name ?? ""),
    stateBadge(row),
    el("span", { class: `inbox__said${draft ? " is-draft" : ""}` }, draft ? `${text("draft")}: ${said}` : said),
    row.unread > 0 ? el("span", { class: "inbox__unread", "aria-label": text("new_messages") }, row.unread) : null);
  }
}

/** Counted on from what the server said, so that a wrong clock on the operator's machine does no harm. */
export function waitingSeconds(row: Row): number {
  const since = row.receivedAt === undefined ? 0 : (Date.now() - row.receivedAt) / 1000;
  return (row.waiting_seconds ?? 0) + since;
}

/** The agreed times where there are some, else how long somebody waits. */
export function urgency(row: Row): string {
  if (row.sla) return { ok: "", warning: " is-warn", breached: " is-late" }[row.sla.state];
  if (row.state !== "queued") return "";
  const waiting = waitingSeconds(row);
  return waiting >= LATE_S ? " is-late" : waiting >= WARN_S ? " is-warn" : "";
}

/** "4:07" within the first hour, then as everywhere. */
function lasting(seconds: number, locale: string): string {
  const whole = Math.max(0, Math.floor(seconds));
  if (whole >= 3600) return ago(new Date(Date.now() - whole * 1000).toISOString(), locale);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

export function stateBadge(row: Row): HTMLElement {
  const tones = { bot: "", queued: " badge--warn", assigned: " badge--brand", snoozed: " badge--info", closed: "" };
  const label = row.state === "assigned" ? text("state_assigned", { name: row.assignee?.name ?? "" }) : text(`state_${row.state}`);
  return el("span", { class: `badge${tones[row.state]}` }, label);
}
