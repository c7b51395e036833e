import { el, glyph } from "./dom";
import { type Attachment } from "./upload";

export const FILE_GLYPHS = {
  clip: "m16 6-8.4 8.6a2 2 0 0 0 2.8 2.8l8.4-8.6a4 4 0 1 0-5.6-5.6l-8.4 8.6a6 6 0 1 0 8.5 8.5l8.4-8.6",
  file: "M15 2H6a2 2 0 0 0-2 2v16a2 2 0 0 0 2 2h12a2 2 0 0 0 2-2V7ZM14 2v4a2 2 0 0 0 2 2h4",
  close: "M18 6 6 18M6 6l12 12",
  alert: "M22 12a10 10 0 1 1-20 0 10 10 0 0 1 20 0zM12 8v4M12 16h.01",
};

/** "12 KB", "3.4 MB" as the reader's language writes it. */
export function fileSize(bytes: number, locale: string): string {
  const large = bytes >= 1024 * 1024;
  return new Intl.NumberFormat(locale, {
    style: "unit", unit: large ? "megabyte" : "kilobyte", maximumFractionDigits: large ? 1 : 0,
  }).format(large ? bytes / 1024 / 1024 : Math.max(1, bytes / 1024));
}

/** The files of a message: pictures are shown, everything else is a name to download. */
export function attachmentList(files: readonly Attachment[] | null | undefined, base: string, locale: string): HTMLElement | null {
  if (!files?.length) return null;
  return el("div", { class: "attached" }, ...files.map((file) => {
    const picture = file.content_type.startsWith("image/");
    return el("a", { class: `attachment${picture ? " attachment--picture" : ""}`, href: base + file.url, download: file.name },
      picture ? el("img", { src: base + file.url, alt: file.name, loading: "lazy" }) : glyph(FILE_GLYPHS.file, 18),
      el("span", { class: "attachment__name" }, file.name), el("span", { class: "meta" }, fileSize(file.size, locale)));
  }));
}
