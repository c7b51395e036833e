import { el, glyph } from "./dom";
import type { Api } from "./api";
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

/** The files of a message: pictures are shown, everything else is a name to download. With `api` they are fetched with its headers. */
export function attachmentList(files: readonly Attachment[] | null | undefined, base: string, locale: string, api?: Api): HTMLElement | null {
  if (!files?.length) return null;
  return el("div", { class: "attached" }, ...files.map((file) => {
    const picture = file.content_type.startsWith("image/");
    const image = picture ? el("img", { src: api ? null : base + file.url, alt: file.name, loading: "lazy" }) : null;
    const link = el("a", { class: `attachment${picture ? " attachment--picture" : ""}`, href: base + file.url, download: file.name },
      image ?? glyph(FILE_GLYPHS.file, 18),
      el("span", { class: "attachment__name" }, file.name), el("span", { class: "meta" }, fileSize(file.size, locale)));
    if (api) fetched(api, base + file.url, link, image);
    return link;
  }));
}

/** Pictures are fetched when drawn, other files when asked for; then the link leads to the bytes that are here. */
function fetched(api: Api, url: string, link: HTMLAnchorElement, image: HTMLImageElement | null): void {
  const load = async (): Promise<void> => {
    const here = URL.createObjectURL(await api.blob(url));
    link.href = here;
    if (image) image.src = here;
  };
  const failed = (): void => link.classList.add("attachment--missing");
  if (image) { load().catch(failed); return; }
  link.addEventListener("click", (event) => {
    if (link.href.startsWith("blob:")) return;
    event.preventDefault();
    load().then(() => link.click(), failed);
  });
}
