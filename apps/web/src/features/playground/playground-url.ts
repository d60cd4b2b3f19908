/**
 * The playground's address changes without a navigation: what stands on the page stays. Next follows the browser's own
 * history calls (useSearchParams reads what is set here).
 */
export function replaceUrl({ slug }: { readonly slug: string }): void {
  const url = new URL(window.location.href);
  url.pathname = `/apps/${slug}`;
  url.searchParams.delete("template");
  url.searchParams.delete("model");
  window.history.replaceState(null, "", url);
}

/** Shows another session, or with null the beginning of a new one. */
export function showSession(sessionId: string | null, how: "push" | "replace"): void {
  const url = new URL(window.location.href);
  if (sessionId) url.searchParams.set("session", sessionId);
  else url.searchParams.delete("session");
  if (how === "push") window.history.pushState(null, "", url);
  else window.history.replaceState(null, "", url);
}

export type View = "configuration" | "conversation" | "files";

/** Which region shows where there is room for one only. */
export function showView(view: View): void {
  const url = new URL(window.location.href);
  url.searchParams.set("view", view);
  window.history.replaceState(null, "", url);
}
