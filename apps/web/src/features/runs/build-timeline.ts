import type { EventOf, SlipwayEvent } from "@slipway/schemas/events/event";
import type { Run } from "@slipway/schemas/runs/run";
import { mainArgument, toolStateWords } from "#features/tools/index.ts";

/** Something that took time within a run. Times are milliseconds since the run was created. */
export type Bar = {
  readonly key: string;
  readonly kind: "queue" | "setup" | "turn" | "reasoning" | "text" | "tool" | "waiting" | "retry";
  readonly label: string;
  readonly startMs: number;
  /** Null: it goes on. */
  readonly endMs: number | null;
  /** What is said beside its duration. */
  readonly note: string | null;
  readonly wasCut: boolean;
  /** It did not do what it was meant to. */
  readonly hasFailed?: boolean;
};

/** A run as bars on one time axis, in the order in which they began. */
export function buildTimeline(run: Pick<Run, "createdAt">, events: readonly SlipwayEvent[]): Bar[] {
  const zeroMs = Date.parse(run.createdAt);
  let bars: readonly Bar[] = [{ ...noBar, key: "queue", kind: "queue", label: "Queued", startMs: 0 }];
  for (const event of events) bars = addEvent(bars, event, Math.max(0, Date.parse(event.at) - zeroMs));
  return [...bars];
}

const noBar = { endMs: null, note: null, wasCut: false } as const;
const isOpen = (bar: Bar) => bar.endMs === null;

function addEvent(bars: readonly Bar[], event: SlipwayEvent, atMs: number): readonly Bar[] {
  const key = `${event.type}:${event.seq}`;
  switch (event.type) {
    case "run.started":
      return [
        ...end(bars, ({ kind }) => kind === "queue", { endMs: atMs }),
        { ...noBar, key, kind: "setup", label: "Getting ready", startMs: atMs },
      ];
    case "turn.started":
      return [
        ...end(bars, ({ kind }) => kind === "setup" || kind === "retry", { endMs: atMs }),
        { ...noBar, key, kind: "turn", label: `Turn ${event.turn}`, startMs: atMs, note: event.model },
      ];
    case "turn.finished":
      return end(bars, ({ kind }) => kind === "turn", {
        endMs: atMs,
        note: noteOfTurn(event),
        wasCut: event.interrupted === true,
      });
    case "reasoning.started":
      return [...bars, { ...noBar, key: event.blockId, kind: "reasoning", label: "Thinking", startMs: atMs }];
    case "text.started":
      return [...bars, { ...noBar, key: event.blockId, kind: "text", label: "Writing", startMs: atMs }];
    case "reasoning.finished":
    case "text.finished":
      return end(bars, (bar) => bar.key === event.blockId, {
        endMs: atMs,
        note: `${event.text.length.toLocaleString("en")} characters`,
        wasCut: event.interrupted === true,
      });
    case "tool.started": {
      const note = mainArgument(event.name, event.input) || null;
      return [...bars, { ...noBar, key: event.callId, kind: "tool", label: event.name, startMs: atMs, note }];
    }
    case "tool.finished":
      return endTool(bars, event, atMs);
    case "run.waiting": {
      const label =
        event.approvals.length > 1
          ? `Waiting for ${event.approvals.length} decisions`
          : "Waiting for a decision";
      const note = event.approvals.map(({ tool }) => tool).join(", ") || null;
      return [...bars, { ...noBar, key, kind: "waiting", label, startMs: atMs, note }];
    }
    case "run.resumed":
      return end(bars, ({ kind }) => kind === "waiting", { endMs: atMs });
    case "retry.scheduled": {
      const label = `Waiting for attempt ${event.attempt}`;
      return [...bars, { ...noBar, key, kind: "retry", label, startMs: atMs, note: event.error.message }];
    }
    case "run.finished":
      return end(bars, () => true, { endMs: atMs });
    default:
      return bars;
  }
}

function endTool(bars: readonly Bar[], event: EventOf<"tool.finished">, atMs: number): readonly Bar[] {
  return bars.map((bar) => {
    if (!isOpen(bar) || bar.key !== event.callId) return bar;
    const note = [event.outcome === "ok" ? null : toolStateWords[event.outcome], bar.note];
    return {
      ...bar,
      endMs: atMs,
      note: note.filter((each) => each !== null).join(" · ") || null,
      wasCut: event.outcome === "interrupted",
      hasFailed: event.outcome !== "ok",
    };
  });
}

/** Ends those that are open and meant. */
function end(
  bars: readonly Bar[],
  isMeant: (bar: Bar) => boolean,
  change: Partial<Bar> & { readonly endMs: number },
): readonly Bar[] {
  return bars.map((bar) => (isOpen(bar) && isMeant(bar) ? { ...bar, ...change } : bar));
}

/** How long the axis is: to the end of the last bar, or to now while one goes on. */
export function timelineEndMs(bars: readonly Bar[], nowMs: number): number {
  return Math.max(1, ...bars.map((each) => each.endMs ?? Math.max(nowMs, each.startMs)));
}

function noteOfTurn({ model, usage }: Extract<SlipwayEvent, { type: "turn.finished" }>): string {
  const tokens = `${usage.inputTokens.toLocaleString("en")} → ${usage.outputTokens.toLocaleString("en")} tokens`;
  return `${model} · ${tokens}`;
}
