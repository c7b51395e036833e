import { allowed, parsed, stepped } from "../lib/quantity";
import { text } from "../lib/texts";

function input(stepper: Element): HTMLInputElement | null {
  return stepper.querySelector("input");
}

function limits(field: HTMLInputElement): { min: number; step: number } {
  return { min: Number(field.min) || 0, step: Number(field.step) || 1 };
}

function refresh(stepper: Element): void {
  const field = input(stepper);
  const less = stepper.querySelector<HTMLButtonElement>('[data-step="-1"]');
  if (field && less) less.disabled = parsed(field.value) <= limits(field).min;
}

/** Delegated, so that steppers in swapped-in content work too. Typing off the step is put right when the field is left. */
export function startSteppers(): void {
  document.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-stepper] [data-step]");
    const stepper = button?.closest("[data-stepper]");
    const field = stepper ? input(stepper) : null;
    if (!button || !stepper || !field) return;
    const { min, step } = limits(field);
    field.value = String(stepped(parsed(field.value), button.dataset["step"] === "1" ? 1 : -1, min, step));
    refresh(stepper);
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
  document.addEventListener("change", (event) => {
    const field = event.target as HTMLInputElement;
    const stepper = field.closest?.("[data-stepper]");
    if (!stepper) return;
    const { min, step } = limits(field);
    const value = allowed(parsed(field.value), min, step);
    const adjusted = value !== parsed(field.value);
    if (adjusted) field.value = String(value);
    stepper.classList.toggle("is-adjusted", adjusted);
    stepper.setAttribute("title", adjusted ? text("adjusted") : "");
    refresh(stepper);
  }, { capture: true });
  document.querySelectorAll("[data-stepper]").forEach(refresh);
}
