import { writePreference } from "./preference-cookie.ts";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

export const themeCookie = "slipway-theme";

/** The theme a cookie asks for; anything unknown follows the system. */
export function parseTheme(value: string | undefined): Theme {
  return themes.find((theme) => theme === value) ?? "system";
}

const listeners = new Set<() => void>();

/** Tells of every change of this page's theme, wherever it was made. */
export function subscribeToTheme(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function currentTheme(): Theme {
  return parseTheme(document.documentElement.dataset.theme);
}

/** Changes the theme of this page at once, and of every later one through the cookie. */
export function applyTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  writePreference(themeCookie, theme);
  for (const listener of listeners) listener();
}
