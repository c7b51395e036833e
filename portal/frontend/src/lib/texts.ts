/** The page's own texts (already in the reader's language), from the JSON block that the layout writes. */
let known: Record<string, string> | null = null;

export function text(key: string, values: Record<string, string | number> = {}): string {
  known ??= JSON.parse(document.getElementById("texts")?.textContent ?? "{}") as Record<string, string>;
  return (known[key] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
