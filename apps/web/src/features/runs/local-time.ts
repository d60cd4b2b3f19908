/** A moment (ISO 8601) as an input of type `datetime-local` wants it: local, to the minute. */
export function toLocalTime(at: string | null): string {
  if (at === null) return "";
  const date = new Date(at);
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** What such an input holds, as ISO 8601; null where it is empty or not a time. */
export function fromLocalTime(text: string): string | null {
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
}
