import type { NewsOfAppend } from "@slipway/db/events/append-and-tell";
import type { EventRecord } from "@slipway/db/events/event-record";
import { eventsLine } from "@slipway/db/events/events-line";
import type { Lease } from "@slipway/db/runs/claim-runs";

type Log = {
  readonly lease: Lease;
  /** The session's last event as far as the writer knows. Null: it wrote nothing of it yet. */
  readonly lastSeq: number | null;
  /** What was written before, and nobody heard of. */
  readonly untold: readonly EventRecord[];
};

/** What webs will hear of these events, if nobody else writes into the session meanwhile. Null: that cannot be known. */
export function expectedNews(
  { lease, lastSeq: before, untold }: Log,
  events: readonly EventRecord[],
): NewsOfAppend | null {
  if (before === null) return null;
  const lastSeq = before + events.length;
  return { lastSeq, line: eventsLine({ ...lease, lastSeq, events: [...untold, ...events] }) };
}

/** Of more runs, asking how each of their logs ends would cost more than it saves. */
const few = 8;

/** What can be told together with a flush. Null: it is told afterwards. */
export function newsOfFew(
  flush: readonly { readonly news: NewsOfAppend | null }[],
): readonly NewsOfAppend[] | null {
  const news = flush.flatMap((one) => one.news ?? []);
  return news.length === flush.length && flush.length <= few ? news : null;
}
