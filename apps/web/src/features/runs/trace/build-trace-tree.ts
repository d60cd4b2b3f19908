import type { OutlinedSpan } from "@slipway/schemas/traces/trace-outline";

/** A span in its place. Times are milliseconds since the trace began, with microseconds as fractions. */
export type TraceRow = {
  readonly span: OutlinedSpan;
  readonly depth: number;
  readonly startMs: number;
  readonly endMs: number;
  /** The index of the row above it in the tree; -1 at the top. */
  readonly parent: number;
  /** Of itself and all below it: the row after its last one is `index + size`. */
  readonly size: number;
  /** It names a parent that is not there: one that has not ended, or of a program that sends us nothing. */
  readonly isOrphan: boolean;
};

export type TraceTree = {
  /** Each parent directly before what is below it, siblings by their start. */
  readonly rows: readonly TraceRow[];
  readonly endMs: number;
};

type Placed = { -readonly [Key in keyof TraceRow]: TraceRow[Key] };

/**
 * The spans as trees, one after the other, in time proportional to their number. Every span is in it exactly once,
 * whatever it says about its parent: other programs' spans may name none that is there, themselves, or each other.
 */
export function buildTraceTree(spans: readonly OutlinedSpan[]): TraceTree {
  const toMs = timeReader();
  const starts = Float64Array.from(spans, ({ startTime }) => toMs(startTime));
  const zeroMs = starts.reduce((least, start) => Math.min(least, start), Number.POSITIVE_INFINITY);
  const byStart = Uint32Array.from(spans.keys()).toSorted((one, other) => startOf(one) - startOf(other));
  const { parents, roots, children } = linkSpans(spans, byStart);
  const rows: Placed[] = [];
  const rowOf = new Int32Array(spans.length).fill(-1);

  function startOf(at: number): number {
    return starts[at] ?? 0;
  }

  /** Places a span and all below it without calling itself: a chain may be as long as the trace. */
  function place(root: number) {
    const waiting = [root];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      const span = spans[at];
      if (!span || rowOf[at] !== -1) continue;
      const parent = at === root ? -1 : (rowOf[parents[at] ?? -1] ?? -1);
      rowOf[at] = rows.length;
      rows.push({
        span,
        depth: (rows[parent]?.depth ?? -1) + 1,
        startMs: startOf(at) - zeroMs,
        endMs: Math.max(startOf(at), toMs(span.endTime)) - zeroMs,
        parent,
        size: 1,
        isOrphan: parent === -1 && span.parentSpanId !== null,
      });
      // The first is placed first: it is taken from the end.
      for (const child of children.get(at)?.toReversed() ?? []) waiting.push(child);
    }
  }
  for (const root of roots) place(root);
  // What is left names each other in a ring: the earliest of each ring stands for its beginning.
  if (rows.length < spans.length) byStart.forEach(place);
  for (const { parent, size } of rows.toReversed()) {
    const above = rows[parent];
    if (above) above.size += size;
  }
  return { rows, endMs: rows.reduce((most, { endMs }) => Math.max(most, endMs), 0) };
}

/** Who is under whom, by their places in `spans`; siblings and roots in the order of their start. */
function linkSpans(spans: readonly OutlinedSpan[], byStart: Uint32Array) {
  const placeOf = new Map(spans.map(({ spanId }, at) => [spanId, at]));
  const parents = Int32Array.from(spans, ({ parentSpanId }) => placeOf.get(parentSpanId ?? "") ?? -1);
  const roots: number[] = [];
  const children = new Map<number, number[]>();
  for (const at of byStart) {
    const parent = parents[at] ?? -1;
    const siblings = children.get(parent);
    if (parent === -1 || parent === at) roots.push(at);
    else if (siblings) siblings.push(at);
    else children.set(parent, [at]);
  }
  return { parents, roots, children };
}

/**
 * Reads `2026-11-21T09:00:00.000123Z` with its microseconds, which Date.parse forgets. Most spans share their second
 * with the one before: it is read once.
 */
function timeReader(): (time: string) => number {
  let second = "";
  let secondMs = 0;
  return (time) => {
    const read = time.slice(0, 19);
    if (read !== second) {
      second = read;
      secondMs = Date.parse(`${read}Z`);
    }
    return secondMs + Number(time.slice(20, 26)) / 1000;
  };
}
