type Child = Node | string | number | null | undefined | false;
type Props = Record<string, string | number | boolean | null | undefined | ((event: Event) => void)>;

function apply(node: Element, props: Props, children: Child[]): void {
  for (const [key, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") node.addEventListener(key.replace(/^on/, ""), value);
    else node.setAttribute(key, value === true ? "" : String(value));
  }
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    node.append(typeof child === "number" ? String(child) : child);
  }
}

/** Makes an element; text always becomes a text node, so nothing that people wrote can become markup. */
export function el<K extends keyof HTMLElementTagNameMap>(tag: K, props: Props = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  apply(node, props, children);
  return node;
}

const SVG = "http://www.w3.org/2000/svg";

/** A stroke icon drawn from path data (24 × 24). */
export function glyph(paths: string, size = 18): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  apply(svg, { viewBox: "0 0 24 24", width: size, height: size, class: "glyph", "aria-hidden": "true" }, []);
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", paths);
  svg.append(path);
  return svg;
}

/** An icon of the portal's sprite; only on the portal's own pages, where the body names the sprite. */
export function icon(name: string, size = ""): SVGSVGElement {
  return sprite(document.body.dataset["icons"] ?? "", name, `icon${size ? ` icon--${size}` : ""}`);
}

export function pictogram(name: string): SVGSVGElement {
  const svg = sprite(document.body.dataset["pictograms"] ?? "", name, "picto");
  svg.setAttribute("viewBox", "0 0 48 48");
  return svg;
}

function sprite(file: string, name: string, className: string): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  apply(svg, { class: className, "aria-hidden": "true" }, []);
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${file}#${name}`);
  svg.append(use);
  return svg;
}
