/**
 * Preferences of this browser (theme, folded rail, panel sizes) live in cookies: the server renders with them at once,
 * so nothing flashes or jumps after hydration.
 */
export function writePreference(name: string, value: string): void {
  const yearInSeconds = 365 * 24 * 60 * 60;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing on plain-HTTP origins, which self-hosted installs use.
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=${yearInSeconds}; samesite=lax`;
}
