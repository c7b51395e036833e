/* Lines that an operator offers for the cart. */
import { ApiError } from "../lib/api";
import { el, glyph } from "../lib/dom";
import { money } from "../lib/format";
import { counted } from "../lib/units";
import type { CardTools } from "./cards";
import { GLYPH } from "./glyphs";
import type { Cart, Offer } from "./types";

const ANSWERED = "prilavok:offer";

/** The answer may have been given in another tab: the offer on this screen is told. */
export function announceAnswer(card: { offer_id: string; state: Offer["state"] }): null {
  queueMicrotask(() => window.dispatchEvent(new CustomEvent(ANSWERED, { detail: card })));
  return null;
}

export function drawOffer(offer: Offer, tools: CardTools): HTMLElement {
  const foot = el("div", { class: "card__foot" });
  const node = el("div", { class: "card__body" },
    el("div", { class: "card__head" }, el("strong", {}, tools.say("offerTitle")), offer.total ? el("span", { class: "num" }, money(offer.total, tools.locale)) : null),
    el("div", { class: "lines" }, ...offer.lines.map((line) => el("div", { class: "line" },
      el("span", { class: "line__text" }, el("span", {}, line.name), el("span", { class: "meta" }, line.sku)),
      el("span", { class: "num" }, counted(line.quantity, line.unit, tools.locale)),
      el("span", { class: "num" }, line.total ? money(line.total, tools.locale) : tools.say("onRequest"))))),
    foot);
  const settle = (state: Offer["state"]): void => {
    if (state === "open") return;
    foot.replaceChildren(state === "accepted"
      ? el("span", { class: "done", role: "status" }, glyph(GLYPH.check, 16), tools.say("added"), " ", el("a", { class: "link", href: `${tools.base}/cart`, target: tools.foreign ? "_blank" : null }, tools.say("viewCart")))
      : el("span", { class: "meta", role: "status" }, tools.say("offerDeclined")));
    window.removeEventListener(ANSWERED, heard);
  };
  const heard = (event: Event): void => {
    const { offer_id, state } = (event as CustomEvent<{ offer_id: string; state: Offer["state"] }>).detail;
    if (offer_id === offer.id) settle(state);
  };
  if (offer.state === "open") {
    const answer = (accept: boolean) => async (): Promise<void> => {
      buttons.forEach((button) => { button.disabled = true; });
      foot.querySelector(".card__error")?.remove();
      try {
        const given = await tools.api.post<{ offer: Offer; cart: Cart | null }>(`/conversations/${offer.conversation_id}/cart-offers/${offer.id}`, { accept });
        if (given.cart) window.dispatchEvent(new CustomEvent("prilavok:cart", { detail: given.cart }));
        settle(given.offer.state);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        buttons.forEach((button) => { button.disabled = false; });
        foot.append(el("span", { class: "card__error", role: "alert" }, error.message || tools.say(error.status === 0 ? "offline" : "failed")));
      }
    };
    const button = (label: string, accept: boolean, kind: string): HTMLButtonElement => {
      const run = answer(accept);
      return el("button", { class: `act${kind}`, type: "button", onclick: () => void run() }, label);
    };
    const buttons = [button(tools.say("offerTake"), true, " act--main"), button(tools.say("offerLeave"), false, "")];
    foot.append(...buttons);
    window.addEventListener(ANSWERED, heard);
  } else settle(offer.state);
  return node;
}
