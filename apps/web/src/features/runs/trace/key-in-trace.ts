import type { TraceRow } from "./build-trace-tree.ts";

type KeyInTrace = {
  readonly key: string;
  readonly rows: readonly TraceRow[];
  readonly shown: readonly number[];
  /** Where in `shown` the reader is. */
  readonly place: number;
  readonly closed: ReadonlySet<string>;
  /** How many rows a page of the screen has. */
  readonly pageSize: number;
};

type TraceMove =
  | { readonly kind: "go"; readonly place: number }
  | { readonly kind: "open" | "close" | "detail"; readonly spanId: string };

/** What a key means in the tree, as the ARIA tree pattern has it; null where it means nothing. */
export function keyInTrace({ key, rows, shown, place, closed, pageSize }: KeyInTrace): TraceMove | null {
  const index = shown[place];
  const row = index === undefined ? undefined : rows[index];
  if (!row) return null;
  const { spanId } = row;
  const isClosed = closed.has(spanId);
  const go = (to: number): TraceMove => ({
    kind: "go",
    place: Math.min(shown.length - 1, Math.max(0, to)),
  });
  switch (key) {
    case "ArrowDown":
      return go(place + 1);
    case "ArrowUp":
      return go(place - 1);
    case "PageDown":
      return go(place + pageSize);
    case "PageUp":
      return go(place - pageSize);
    case "Home":
      return go(0);
    case "End":
      return go(shown.length - 1);
    case "ArrowRight":
      if (row.size === 1) return null;
      return isClosed ? { kind: "open", spanId } : go(place + 1);
    case "ArrowLeft":
      if (row.size > 1 && !isClosed) return { kind: "close", spanId };
      return row.parent < 0 ? null : go(shown.indexOf(row.parent));
    case "Enter":
    case " ":
      return { kind: "detail", spanId };
    default:
      return null;
  }
}
