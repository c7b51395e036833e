/** Light, dark, or the system's; kept in a cookie, so that the server writes it into the page before the first paint. */
const YEAR_S = 31_536_000;

function isDark(): boolean {
  const chosen = document.documentElement.dataset["theme"];
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function choose(theme: "light" | "dark"): void {
  document.documentElement.dataset["theme"] = theme;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `theme=${theme}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax${secure}`;
  window.dispatchEvent(new CustomEvent("prilavok:theme", { detail: theme }));
}

function label(button: Element): void {
  button.querySelector("use")?.setAttribute("href", `${document.body.dataset["icons"] ?? ""}#${isDark() ? "sun" : "moon"}`);
}

export function startTheme(): void {
  const buttons = document.querySelectorAll("[data-theme-toggle]");
  buttons.forEach((button) => {
    label(button);
    button.addEventListener("click", () => {
      choose(isDark() ? "light" : "dark");
      buttons.forEach(label);
    });
  });
}
