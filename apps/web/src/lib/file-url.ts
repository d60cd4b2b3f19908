type FileUrl = { readonly at?: "now" | "before"; readonly download?: boolean };

/** Where a session's file is read. */
export function fileUrl(
  sessionId: string,
  path: string,
  { at = "now", download = false }: FileUrl = {},
): string {
  const names = path.split("/").map(encodeURIComponent).join("/");
  const query = new URLSearchParams({
    ...(at === "before" ? { at } : {}),
    ...(download ? { download: "true" } : {}),
  });
  return `/api/v1/sessions/${sessionId}/files/${names}${query.size > 0 ? `?${query}` : ""}`;
}
