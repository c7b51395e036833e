/* Progressive enhancement of the server-rendered pages. Everything here also works, more slowly, without it. */
import htmx from "htmx.org";
import { Api, csrfToken } from "./lib/api";
import { text } from "./lib/texts";
import { startCart } from "./ui/cart";
import { startForms } from "./ui/forms";
import { startPage } from "./ui/page";
import { startSteppers } from "./ui/stepper";
import { startSuggest } from "./ui/suggest";
import { startTheme } from "./ui/theme";
import { startToasts, toast } from "./ui/toast";

interface HtmxContext {
  sourceElement: Element;
  request: { headers: Record<string, string>; body: FormData };
  response?: { status: number };
}

// A refused request leaves the page as it is and says why; only 422 (a form to be put right) is shown in place.
htmx.config.noSwap = [204, 304, 400, 401, 403, 404, 405, 409, 413, 429, "5xx"] as (number | string)[] as number[];

document.addEventListener("htmx:config:request", (event) => {
  const { ctx } = (event as CustomEvent<{ ctx: HtmxContext }>).detail;
  ctx.request.headers["X-CSRFToken"] = csrfToken();
  if (ctx.sourceElement.matches("[data-filters]")) { // addresses without the filters that are not set
    for (const [name, value] of [...ctx.request.body]) if (value === "") ctx.request.body.delete(name);
  }
});
document.addEventListener("htmx:response:error", (event) => {
  const status = (event as CustomEvent<{ ctx: HtmxContext }>).detail.ctx.response?.status ?? 0;
  if (status === 422) return;
  toast({ text: text(status === 401 ? "expired" : "failed"), tone: "bad" });
});
document.addEventListener("htmx:error", () => toast({ text: text("offline"), tone: "bad" }));

const api = new Api({ locale: document.documentElement.lang });
startTheme();
startToasts();
startPage();
startSteppers();
startForms();
startCart(api);
startSuggest(api);
