import { expect, it } from "vitest";
import { retryAfterMs } from "#harness/model-call/retry-after.ts";

const now = Date.parse("2026-11-21T10:00:00Z");

it.each([
  [{ "retry-after": "2" }, 2_000],
  [{ "retry-after": "0.5" }, 500],
  [{ "retry-after-ms": "1500", "retry-after": "9" }, 1_500],
  [{ "retry-after": "Sat, 21 Nov 2026 10:00:30 GMT" }, 30_000],
  [{ "retry-after": "Sat, 21 Nov 2026 09:00:00 GMT" }, 0],
  [{ "retry-after": "999999999" }, 86_400_000],
  [{ "retry-after": "soon" }, null],
  [{}, null],
])("reads %j as %s ms", (headers, expected) => {
  expect(retryAfterMs(new Headers(headers as Record<string, string>), now)).toBe(expected);
});
