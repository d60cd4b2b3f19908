import type { TraceColumns } from "@slipway/schemas/traces/trace-columns";

type BuiltSpan = {
  readonly id: number;
  readonly parent?: number;
  /** Microseconds since the trace began. */
  readonly startUs?: number;
  readonly endUs?: number;
  readonly name?: string;
  readonly hasFailed?: true;
};

/** A trace as the API answers it: in the order of the spans' start. */
export function buildColumns(spans: readonly BuiltSpan[]): TraceColumns {
  const inOrder = spans.toSorted((one, other) => (one.startUs ?? 0) - (other.startUs ?? 0));
  return {
    traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
    spanIds: inOrder.map(({ id }) => idOf(id)),
    parentSpanIds: inOrder.map(({ parent }) => (parent === undefined ? null : idOf(parent))),
    names: inOrder.map(({ id, name = `span ${id}` }) => name),
    startsUs: inOrder.map(({ startUs = 0 }) => nineUs + startUs),
    durationsUs: inOrder.map(({ startUs = 0, endUs = startUs + 10 }) => endUs - startUs),
    failed: inOrder.flatMap(({ id, hasFailed }) => (hasFailed ? [idOf(id)] : [])),
    chats: [],
  };
}

const nineUs = Date.UTC(2026, 10, 21, 9) * 1_000;
const idOf = (id: number) => id.toString(16).padStart(16, "0");
