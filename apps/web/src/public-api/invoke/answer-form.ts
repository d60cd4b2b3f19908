import type { RequestHeaders } from "#server/http/api-request.ts";

/** How a caller wants to be answered. */
export type AnswerForm =
  | { readonly kind: "events" }
  | { readonly kind: "json"; readonly waitMs: number; readonly applied: string | null };

const defaultWaitSeconds = 120;
const longestWaitSeconds = 240;

/** Reads `Accept` and `Prefer` (RFC 7240). What cannot be understood is not preferred. */
export function readAnswerForm(headers: RequestHeaders): AnswerForm {
  if (prefersEvents(headers.get("accept") ?? "*/*")) return { kind: "events" };
  const preferences = (headers.get("prefer") ?? "").split(",").map((part) => part.trim().toLowerCase());
  const isAsync = preferences.includes("respond-async");
  const wait = preferences.map((part) => /^wait\s*=\s*"?(\d{1,6})"?$/.exec(part)?.[1]).find(Boolean);
  const seconds = wait === undefined ? undefined : Math.min(Number(wait), longestWaitSeconds);
  const applied = [isAsync ? "respond-async" : "", seconds === undefined ? "" : `wait=${seconds}`];
  return {
    kind: "json",
    waitMs: (seconds ?? (isAsync ? 0 : defaultWaitSeconds)) * 1_000,
    applied: applied.filter(Boolean).join(", ") || null,
  };
}

/** Whether the stream of events is wanted more than JSON; what is named first wins a draw. */
function prefersEvents(accept: string): boolean {
  const ranges = accept.split(",").map((range) => {
    const [type = "", ...parameters] = range.split(";").map((part) => part.trim().toLowerCase());
    const quality = parameters.map((part) => /^q=([\d.]+)$/.exec(part)?.[1]).find(Boolean);
    return { type, quality: quality === undefined ? 1 : Number(quality) };
  });
  const wanted = ranges.filter(({ quality }) => quality > 0).toSorted((a, b) => b.quality - a.quality);
  return wanted[0]?.type === "text/event-stream";
}
