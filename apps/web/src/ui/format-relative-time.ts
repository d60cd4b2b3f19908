const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

const thisYear = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
const otherYear = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});

/**
 * How long ago something was, as short as it stays clear: `just now`, `12 s ago`, `3 min ago`, `5 h ago`, `6 d ago`,
 * then the day in UTC. A moment in the future (clocks differ) is `just now`.
 */
export function formatRelativeTime(moment: Date, now: Date): string {
  const seconds = Math.floor((now.getTime() - moment.getTime()) / 1000);
  if (seconds < 5) return "just now";
  if (seconds < minute) return `${seconds} s ago`;
  if (seconds < hour) return `${Math.floor(seconds / minute)} min ago`;
  if (seconds < day) return `${Math.floor(seconds / hour)} h ago`;
  if (seconds < 7 * day) return `${Math.floor(seconds / day)} d ago`;
  const format = moment.getUTCFullYear() === now.getUTCFullYear() ? thisYear : otherYear;
  return format.format(moment);
}
