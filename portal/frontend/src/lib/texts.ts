/** The page's own texts (already in the reader's language), from the JSON blocks that the templates write. */
let known: Record<string, string> | null = null;

function read(): Record<string, string> {
  const blocks = [...document.querySelectorAll<HTMLScriptElement>('script[type="application/json"][data-texts]')];
  return Object.assign({}, ...blocks.map((block) => JSON.parse(block.textContent ?? "{}") as Record<string, string>)) as Record<string, string>;
}

export function text(key: string, values: Record<string, string | number> = {}): string {
  known ??= read();
  return (known[key] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
