const longestMs = 24 * 3_600_000;

/**
 * How long a provider asks to wait, in milliseconds, at most a day; null when it does not say. Reads `retry-after-ms`
 * (OpenAI, Azure) and `retry-after` in seconds or as a date (RFC 9110, 10.2.3).
 */
export function retryAfterMs(headers: Headers, nowMs: number): number | null {
  const milliseconds = toNumber(headers.get("retry-after-ms"));
  if (milliseconds !== null) return clamp(milliseconds);
  const value = headers.get("retry-after");
  const seconds = toNumber(value);
  if (seconds !== null) return clamp(seconds * 1_000);
  const at = value === null ? Number.NaN : Date.parse(value);
  return Number.isNaN(at) ? null : clamp(at - nowMs);
}

/** The same from the body: Google puts it there, as seconds in a `google.rpc.RetryInfo`. */
export function toldRetryMs(body: string): number | null {
  const seconds = /"retryDelay"\s*:\s*"(\d+(?:\.\d+)?)s"/.exec(body)?.[1];
  return seconds === undefined ? null : clamp(Number(seconds) * 1_000);
}

function toNumber(value: string | null): number | null {
  return value !== null && /^\d+(?:\.\d+)?$/.test(value.trim()) ? Number(value) : null;
}

function clamp(ms: number): number {
  return Math.min(Math.max(0, Math.ceil(ms)), longestMs);
}
