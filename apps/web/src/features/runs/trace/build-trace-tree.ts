import type { TraceColumns } from "@slipway/schemas/traces/trace-columns";

/** A span in its place. Times are milliseconds since the trace began, with microseconds as fractions. */
export type TraceRow = {
  readonly spanId: string;
  readonly name: string;
  readonly hasFailed: boolean;
  /** What a model call took, where it is one. */
  readonly chat: ChatFigures | null;
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

export type ChatFigures = {
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly costUsd: number | null;
};

export type TraceTree = {
  /** Each parent directly before what is below it, siblings by their start. */
  readonly rows: readonly TraceRow[];
  readonly endMs: number;
  /** How many have failed. */
  readonly failed: number;
};

type Placed = { -readonly [Key in keyof TraceRow]: TraceRow[Key] };

/**
 * The spans as trees, one after the other, in time proportional to their number. Every span is in it exactly once,
 * whatever it says about its parent: other programs' spans may name none that is there, themselves, or each other.
 */
export function buildTraceTree(columns: TraceColumns): TraceTree {
  const { length } = columns.spanIds;
  const { parents, roots, children } = linkSpans(columns);
  const spanAt = readSpans(columns);
  const rows: Placed[] = [];
  const rowOf = new Int32Array(length).fill(-1);

  /** Places a span and all below it without calling itself: a chain may be as long as the trace. */
  function place(root: number) {
    const waiting = [root];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      if (rowOf[at] !== -1) continue;
      const parent = at === root ? -1 : (rowOf[parents[at] ?? -1] ?? -1);
      const depth = (rows[parent]?.depth ?? -1) + 1;
      const isOrphan = parent === -1 && columns.parentSpanIds[at] !== null;
      rowOf[at] = rows.length;
      rows.push({ ...spanAt(at), depth, parent, size: 1, isOrphan });
      // The first is placed first: it is taken from the end.
      for (const child of children.get(at)?.toReversed() ?? []) waiting.push(child);
    }
  }
  for (const root of roots) place(root);
  // What is left names each other in a ring: the earliest of each ring stands for its beginning.
  for (let at = 0; rows.length < length; at += 1) place(at);
  for (const { parent, size } of rows.toReversed()) {
    const above = rows[parent];
    if (above) above.size += size;
  }
  return {
    rows,
    endMs: rows.reduce((most, { endMs }) => Math.max(most, endMs), 0),
    failed: columns.failed.length,
  };
}

/** What each span says of itself, by its place in the columns. */
function readSpans({ spanIds, names, startsUs, durationsUs, ...columns }: TraceColumns) {
  const failed = new Set(columns.failed);
  const chats = new Map(columns.chats.map(([spanId, ...figures]) => [spanId, toFigures(figures)]));
  // They come in the order of their start.
  const zeroUs = startsUs[0] ?? 0;
  return (at: number) => {
    const startUs = (startsUs[at] ?? zeroUs) - zeroUs;
    const spanId = spanIds[at] ?? "";
    return {
      spanId,
      name: names[at] ?? "",
      hasFailed: failed.has(spanId),
      chat: chats.get(spanId) ?? null,
      startMs: startUs / 1_000,
      endMs: (startUs + (durationsUs[at] ?? 0)) / 1_000,
    };
  };
}

/** Who is under whom, by their places in the columns; siblings and roots in the order of their start, as those are. */
function linkSpans({ spanIds, parentSpanIds }: TraceColumns) {
  const placeOf = new Map(spanIds.map((spanId, at) => [spanId, at]));
  const parents = Int32Array.from(parentSpanIds, (parent) => placeOf.get(parent ?? "") ?? -1);
  const roots: number[] = [];
  const children = new Map<number, number[]>();
  parents.forEach((parent, at) => {
    const siblings = children.get(parent);
    if (parent === -1 || parent === at) roots.push(at);
    else if (siblings) siblings.push(at);
    else children.set(parent, [at]);
  });
  return { parents, roots, children };
}

function toFigures([inputTokens = null, outputTokens = null, costUsd = null]: readonly (number | null)[]) {
  return { inputTokens, outputTokens, costUsd };
}
