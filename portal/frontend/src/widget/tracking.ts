import { el } from "../lib/dom";
import { date } from "../lib/format";
import type { Say } from "./strings";
import type { Order } from "./types";

const STEPS = ["step1", "step2", "step3", "step4", "step5"] as const;
const REACHED: Record<string, number> = { placed: 0, confirmed: 1, picking: 2, partially_shipped: 3, shipped: 3, delivered: 4 };

/** How far an order has come, and its parcels; null for one that goes nowhere any more. */
export function tracking(order: Order, say: Say, locale: string): HTMLElement | null {
  const reached = REACHED[order.status];
  if (reached === undefined) return null;
  const steps = STEPS.map((key, index) =>
    el("li", { class: `step${index <= reached ? " step--done" : ""}`, "aria-current": index === reached ? "step" : null }, el("span", { class: index === reached ? "" : "hidden" }, say(key))));
  const parcels = (order.shipments ?? []).map((parcel) => el("li", {},
    [parcel.carrier, parcel.tracking ? say("parcel", { number: parcel.tracking }) : parcel.number, parcel.eta ? say("expected", { date: date(parcel.eta, locale) }) : ""].filter(Boolean).join(", ")));
  return el("div", { class: "track" }, el("ol", { class: "steps", "aria-label": say("progress") }, ...steps),
    parcels.length > 0 ? el("ul", { class: "parcels meta" }, ...parcels) : null);
}
