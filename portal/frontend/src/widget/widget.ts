/* The chat: one script, one element with a shadow root, no other request than to its own portal.
   <script src="…/widget.js" defer data-prilavok="portal" data-user="…" data-locale="uk" data-theme="dark">
   With data-expects it listens before it is opened: notices may come. */
import { Panel } from "./panel";
import css from "./widget.css?inline";

const script = document.currentScript as HTMLScriptElement | null;
const TAG = "prilavok-chat";

class ChatElement extends HTMLElement {
  connectedCallback(): void {
    if (this.shadowRoot) return;
    const root = this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
    const options = script?.dataset ?? {};
    new Panel(root, {
      base: options["base"] ?? "",
      locale: options["locale"] ?? document.documentElement.lang,
      key: `prilavok:${options["user"] ?? "visitor"}`,
      store: localStore(),
      expects: options["expects"] !== undefined,
    });
  }
}

/** localStorage throws where the browser forbids it; the chat then forgets at a reload, and that is all. */
function localStore(): Storage {
  try {
    return window.localStorage;
  } catch {
    const memory = new Map<string, string>();
    return {
      getItem: (key) => memory.get(key) ?? null,
      setItem: (key, value) => void memory.set(key, value),
      removeItem: (key) => void memory.delete(key),
      clear: () => memory.clear(), key: () => null, length: 0,
    };
  }
}

function start(): void {
  if (document.querySelector(TAG)) return;
  customElements.define(TAG, ChatElement);
  const host = document.createElement(TAG);
  if (script?.dataset["theme"]) host.dataset["theme"] = script.dataset["theme"];
  if (script?.dataset["prilavok"] === "portal") host.setAttribute("portal", "");
  if (script?.dataset["accent"]) host.style.setProperty("--brand-fill", script.dataset["accent"]);
  window.addEventListener("prilavok:theme", (event) => { host.dataset["theme"] = (event as CustomEvent<string>).detail; });
  document.body.append(host);
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
