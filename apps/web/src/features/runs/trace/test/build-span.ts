import type { StoredSpan } from "@slipway/schemas/traces/span";

type BuildSpan = {
  readonly id: number;
  readonly parent?: number;
  /** Microseconds since nine o'clock. */
  readonly startUs?: number;
  readonly endUs?: number;
  readonly name?: string;
  readonly attributes?: StoredSpan["attributes"];
};

export function buildSpan({ id, parent, startUs = 0, endUs = startUs + 10, ...rest }: BuildSpan): StoredSpan {
  return {
    traceId: "4bf92f3577b34da6a3ce929d0e0e4736",
    spanId: idOf(id),
    parentSpanId: parent === undefined ? null : idOf(parent),
    name: rest.name ?? `span ${id}`,
    kind: "internal",
    startTime: timeOf(startUs),
    endTime: timeOf(endUs),
    status: { code: "unset" },
    attributes: rest.attributes ?? {},
    events: [],
  };
}

const idOf = (id: number) => id.toString(16).padStart(16, "0");

function timeOf(us: number): string {
  const whole = new Date(Date.UTC(2026, 10, 21, 9) + Math.floor(us / 1000)).toISOString();
  return `${whole.slice(0, -1)}${String(us % 1000).padStart(3, "0")}Z`;
}
