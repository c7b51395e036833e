/* The chat: one script, one element with a shadow root, no other request than to its own portal.
   On another website: <script src="https://portal/widget.js" data-site="KEY" async></script>; see docs/widget.md.
   On the portal: data-prilavok="portal" data-user="…"; with data-expects it listens before it is opened: notices may come. */
import { ApiError } from "../lib/api";
import { backoff } from "../lib/sse";
import { type Door, PortalDoor, type Site, SiteDoor } from "./door";
import { palette } from "./palette";
import { Panel } from "./panel";
import type { Store } from "./outbox";
import css from "./widget.css?inline";

const script = document.currentScript as HTMLScriptElement | null;
const data: DOMStringMap = script?.dataset ?? {};
const locale = (data["locale"] ?? document.documentElement.lang) || navigator.language;
const TAG = "prilavok-chat";
const TRIES = 5;

class ChatElement extends HTMLElement {
  panel: Panel | null = null;

  show(door: Door, store: Store): Panel {
    const root = this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
    this.panel = new Panel(root, { door, locale, store, title: data["title"] ?? "", expects: data["expects"] !== undefined });
    return this.panel;
  }
}

/** Storage throws where the browser forbids it; the chat then forgets at a reload, and that is all. */
function storage(kind: "localStorage" | "sessionStorage"): Store {
  try {
    const kept = window[kind];
    kept.setItem("prilavok", "");
    kept.removeItem("prilavok");
    return kept;
  } catch {
    const memory = new Map<string, string>();
    return { getItem: (key) => memory.get(key) ?? null, setItem: (key, value) => void memory.set(key, value), removeItem: (key) => void memory.delete(key) };
  }
}

function mount(door: Door, store: Store, site?: Site): ChatElement {
  document.querySelector(TAG)?.remove();
  const host = document.createElement(TAG) as ChatElement;
  if (data["theme"] === "light" || data["theme"] === "dark") host.dataset["theme"] = data["theme"];
  host.dataset["position"] = data["position"] ?? site?.position ?? "right";
  host.toggleAttribute("portal", !door.foreign);
  host.lang = locale;
  for (const [name, value] of Object.entries(palette(data["color"] ?? site?.color ?? "") ?? {})) host.style.setProperty(name, value);
  host.show(door, store);
  document.body.append(host);
  return host;
}

async function settings(door: SiteDoor): Promise<Site | null> {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    try {
      return await door.settings();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      // a page of another origin is refused by the browser, which looks like no connection
      if (attempt === 0) console.warn(`prilavok: no chat yet (${error.code}). Is ${location.origin} registered for the site ${data["site"] ?? ""}?`);
      if (error.status >= 400 && error.status < 500 && error.status !== 429) return null;
      await new Promise((resolve) => { setTimeout(resolve, backoff(attempt)); });
    }
  }
  return null;
}

/** What the website's own scripts may do with the chat. */
async function startOnSite(base: string, key: string): Promise<void> {
  const store = storage("localStorage");
  const door = new SiteDoor(base, key, locale, store, storage("sessionStorage"), data["identityUrl"]);
  const site = await settings(door);
  if (!site) return;
  const login = async (token: string): Promise<boolean> => {
    try {
      await door.identify(token);
      return true;
    } catch (error) {
      console.warn("prilavok: the log-in token was refused:", error instanceof ApiError ? error.code : error);
      return false;
    }
  };
  if (site.identity && door.visitor) await (data["identity"] ? login(data["identity"]) : door.renew());
  let host = mount(door, store, site);
  const again = (): void => { host.panel?.end(); host = mount(door, store, site); };
  Object.assign(window, {
    Prilavok: {
      open: () => host.panel?.open(),
      close: () => host.panel?.close(),
      ask: (text: string, send = false) => host.panel?.ask({ text, send }),
      identify: async (token: string) => { const done = await login(token); if (done) again(); return done; },
      logout: () => { door.forget(); again(); },
    },
  });
  window.dispatchEvent(new CustomEvent("prilavok:ready"));
}

function start(): void {
  if (customElements.get(TAG)) return;
  customElements.define(TAG, ChatElement);
  if (data["prilavok"] !== "portal" && data["site"]) {
    void startOnSite(new URL(script?.src ?? location.href).origin, data["site"]);
    return;
  }
  const host = mount(new PortalDoor(data["user"] ?? "visitor", locale), storage("localStorage"));
  window.addEventListener("prilavok:theme", (event) => { host.dataset["theme"] = (event as CustomEvent<string>).detail; });
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
