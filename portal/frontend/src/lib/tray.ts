import { Api, ApiError } from "./api";
import { FILE_GLYPHS, fileSize } from "./attachments";
import { el, glyph } from "./dom";
import { ACCEPTED, MAX_BYTES, MAX_FILES, upload, type Attachment } from "./upload";

type Word = "attach" | "removeFile" | "tooLarge" | "tooMany" | "uploading" | "uploadFailed" | "offline" | "retry";
export type TraySay = (key: Word, values?: Record<string, string | number>) => string;

interface Item {
  file: File; share: number; done: Attachment | null; trouble: string;
  /** Whether trying again can help: a kind that is refused stays refused. */
  again: boolean;
  stop: AbortController;
}

export interface TrayOptions {
  api: Api;
  locale: string;
  say: TraySay;
  /** Whatever an upload needs first, such as a guest's conversation. */
  before?: () => Promise<void>;
  /** Uploads have begun, ended or failed. */
  changed: () => void;
}

/** Files on their way into the next message: chosen, dropped or pasted, uploaded at once, shown with their progress. */
export class Tray {
  readonly button: HTMLButtonElement;
  readonly list = el("div", { class: "tray", hidden: true });
  /** Put beside the button; invisible. */
  readonly input = el("input", { type: "file", multiple: true, accept: ACCEPTED, hidden: true, tabindex: -1 });
  private readonly note = el("div", { class: "tray__note", role: "alert", hidden: true });
  private readonly told = el("span", { class: "hidden visually-hidden", role: "status" });
  private items: Item[] = [];

  constructor(private readonly options: TrayOptions, buttonClass: string) {
    this.button = el("button", { class: buttonClass, type: "button", "aria-label": options.say("attach"), title: options.say("attach"), onclick: () => this.input.click() },
      glyph(FILE_GLYPHS.clip, 18));
    this.input.addEventListener("change", () => { this.add([...(this.input.files ?? [])]); this.input.value = ""; });
  }

  /** Takes what is dropped on `area` or pasted into `field`; while files hover over it, it carries the class "is-dropping". */
  watch(area: HTMLElement, field: HTMLElement): void {
    let depth = 0;
    const on = (kind: string, run: (event: DragEvent) => void): void => area.addEventListener(kind, (event) => {
      if (!(event as DragEvent).dataTransfer?.types.includes("Files") || this.button.disabled) return;
      event.preventDefault();
      run(event as DragEvent);
      area.classList.toggle("is-dropping", depth > 0);
    });
    on("dragenter", () => { depth += 1; });
    on("dragover", () => undefined);
    on("dragleave", () => { depth -= 1; });
    on("drop", (event) => { depth = 0; this.add([...(event.dataTransfer?.files ?? [])]); });
    field.addEventListener("paste", (event) => {
      const files = [...((event as ClipboardEvent).clipboardData?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      this.add(files);
    });
  }

  get busy(): boolean {
    return this.items.some((item) => item.done === null && item.trouble === "");
  }

  get failed(): boolean {
    return this.items.some((item) => item.trouble !== "");
  }

  get empty(): boolean {
    return this.items.length === 0;
  }

  /** What is uploaded; the tray is empty afterwards. */
  take(): Attachment[] {
    const done = this.items.map((item) => item.done).filter((file) => file !== null);
    this.items = [];
    this.say("");
    this.draw();
    return done;
  }

  add(files: File[]): void {
    this.say("");
    for (const file of files) {
      if (this.items.length >= MAX_FILES) { this.say(this.options.say("tooMany")); break; }
      if (file.size > MAX_BYTES) { this.say(this.options.say("tooLarge", { name: file.name })); continue; }
      const item: Item = { file, share: 0, done: null, trouble: "", again: false, stop: new AbortController() };
      this.items.push(item);
      void this.send(item);
    }
    this.draw();
  }

  private say(text: string): void {
    this.note.textContent = text;
    this.note.hidden = text === "";
  }

  private async send(item: Item): Promise<void> {
    item.trouble = "";
    item.share = 0;
    this.draw();
    try {
      await this.options.before?.();
      item.done = await upload(this.options.api, item.file, (share) => { item.share = share; this.progress(item); }, item.stop.signal);
      this.told.textContent = item.file.name;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      item.again = error.status === 0 || error.status === 429 || error.status >= 500;
      item.trouble = error.message || this.options.say(error.status === 0 ? "offline" : "uploadFailed");
    }
    if (this.items.includes(item)) this.draw();
  }

  private remove(item: Item): void {
    this.items = this.items.filter((other) => other !== item);
    if (item.done === null) item.stop.abort();
    this.draw();
    this.button.focus();
  }

  private progress(item: Item): void {
    const bar = this.list.querySelectorAll("progress")[this.items.filter((one) => one.done === null && !one.trouble).indexOf(item)];
    if (bar) bar.value = item.share;
  }

  private draw(): void {
    this.list.replaceChildren(...this.items.map((item) => this.drawItem(item)), this.note, this.told);
    this.list.hidden = this.items.length === 0 && this.note.hidden;
    this.options.changed();
  }

  private drawItem(item: Item): HTMLElement {
    const { say, locale } = this.options;
    const { name } = item.file;
    return el("div", { class: `tray__item${item.trouble ? " tray__item--bad" : ""}` },
      glyph(item.trouble ? FILE_GLYPHS.alert : FILE_GLYPHS.file, 16),
      el("span", { class: "tray__name" }, name),
      item.trouble ? el("span", { class: "tray__trouble", role: "alert" }, item.trouble, " ",
        item.again ? el("button", { class: "link", type: "button", onclick: () => void this.send(item) }, say("retry")) : null)
        : item.done ? el("span", { class: "meta" }, fileSize(item.file.size, locale))
          : el("progress", { max: 1, value: item.share, "aria-label": say("uploading", { name }) }),
      el("button", { class: "tray__remove", type: "button", "aria-label": say("removeFile", { name }), onclick: () => this.remove(item) }, glyph(FILE_GLYPHS.close, 14)));
  }
}
