import { OverviewRange } from "@slipway/schemas/public-api/admin-overview";

type RangeWords = {
  readonly label: string;
  readonly ago: string;
  readonly format: Intl.DateTimeFormatOptions;
};

export const rangeWords: Readonly<Record<OverviewRange, RangeWords>> = {
  "1h": { label: "the last hour", ago: "1 hour ago", format: { hour: "2-digit", minute: "2-digit" } },
  "24h": { label: "the last day", ago: "24 hours ago", format: { hour: "2-digit", minute: "2-digit" } },
  "7d": {
    label: "the last week",
    ago: "7 days ago",
    format: { weekday: "short", hour: "2-digit", minute: "2-digit" },
  },
};

/** The range that an address asks for. */
export function parseRange(text: string): OverviewRange {
  const parsed = OverviewRange.safeParse(text);
  return parsed.success ? parsed.data : "1h";
}
