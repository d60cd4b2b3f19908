const dayMs = 86_400_000;
const dayFormat = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const timeFormat = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });

/** A stretch of local time: `21 Nov 10:00 – 10:15`, `20 Nov 22:00 – 21 Nov 02:00`, `1 Nov – 8 Nov` for whole days. */
export function formatSpan(fromMs: number, toMs: number): string {
  const [fromDay, toDay] = [fromMs, toMs].map((ms) => dayFormat.format(ms));
  if (toMs - fromMs >= 7 * dayMs) return `${fromDay} – ${toDay}`;
  const [fromTime, toTime] = [fromMs, toMs].map((ms) => timeFormat.format(ms));
  return fromDay === toDay
    ? `${fromDay} ${fromTime} – ${toTime}`
    : `${fromDay} ${fromTime} – ${toDay} ${toTime}`;
}
