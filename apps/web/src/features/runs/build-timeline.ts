import type { EventOf, SlipwayEvent } from "@slipway/schemas/events/event";
import type { Run } from "@slipway/schemas/runs/run";
import { mainArgument, toolStateWords } from "#features/tools/index.ts";

/** Something that took time within a run. Times are milliseconds since the run was created. */
export type Bar = {
  readonly key: string;
  readonly kind: "queue" | "setup" | "turn" | "reasoning" | "text" | "tool" | "waiting" | "retry" | "check";
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

/** A run as bars on one time axis, in the order in which they began, in time proportional to the events. */
export function buildTimeline(run: Pick<Run, "createdAt">, events: readonly SlipwayEvent[]): Bar[] {
  const zeroMs = Date.parse(run.createdAt);
  const timeline: Timeline = { bars: [], open: new Set() };
  begin(timeline, { key: "queue", kind: "queue", label: "Queued", startMs: 0 });
  for (const event of events) addEvent(timeline, event, Math.max(0, Date.parse(event.at) - zeroMs));
  return timeline.bars;
}

type Writable = { -readonly [Key in keyof Bar]: Bar[Key] };

/** What is open at once is little: it is looked through, and not all that ever was. */
type Timeline = { readonly bars: Writable[]; readonly open: Set<Writable> };

function begin(
  { bars, open }: Timeline,
  bar: Pick<Bar, "key" | "kind" | "label" | "startMs"> & Partial<Bar>,
) {
  const begun: Writable = { endMs: null, note: null, wasCut: false, ...bar };
  bars.push(begun);
  open.add(begun);
}

function addEvent(timeline: Timeline, event: SlipwayEvent, atMs: number): void {
  const key = `${event.type}:${event.seq}`;
  switch (event.type) {
    case "run.started":
      end(timeline, ({ kind }) => kind === "queue", { endMs: atMs });
      begin(timeline, { key, kind: "setup", label: "Getting ready", startMs: atMs });
      break;
    case "turn.started":
      end(timeline, ({ kind }) => kind === "setup" || kind === "retry", { endMs: atMs });
      begin(timeline, {
        key,
        kind: "turn",
        label: `Turn ${event.turn}`,
        startMs: atMs,
        note: event.model,
      });
      break;
    case "turn.finished":
      end(timeline, ({ kind }) => kind === "turn", {
        endMs: atMs,
        note: noteOfTurn(event),
        wasCut: event.interrupted === true,
      });
      break;
    case "reasoning.started":
      begin(timeline, { key: event.blockId, kind: "reasoning", label: "Thinking", startMs: atMs });
      break;
    case "text.started":
      begin(timeline, { key: event.blockId, kind: "text", label: "Writing", startMs: atMs });
      break;
    case "reasoning.finished":
    case "text.finished":
      end(timeline, (bar) => bar.key === event.blockId, {
        endMs: atMs,
        note: `${event.text.length.toLocaleString("en")} characters`,
        wasCut: event.interrupted === true,
      });
      break;
    case "tool.started": {
      const note = mainArgument(event.name, event.input) || null;
      begin(timeline, { key: event.callId, kind: "tool", label: event.name, startMs: atMs, note });
      break;
    }
    case "tool.finished":
      endTool(timeline, event, atMs);
      break;
    case "run.waiting": {
      const label =
        event.approvals.length > 1
          ? `Waiting for ${event.approvals.length} decisions`
          : "Waiting for a decision";
      const note = event.approvals.map(({ tool }) => tool).join(", ") || null;
      begin(timeline, { key, kind: "waiting", label, startMs: atMs, note });
      break;
    }
    case "run.resumed":
      end(timeline, ({ kind }) => kind === "waiting", { endMs: atMs });
      break;
    case "retry.scheduled": {
      const label = `Waiting for attempt ${event.attempt}`;
      begin(timeline, { key, kind: "retry", label, startMs: atMs, note: event.error.message });
      break;
    }
    case "gate.started":
    case "review.started": {
      const word = event.type === "gate.started" ? "Gate" : "Review";
      begin(timeline, { key, kind: "check", label: `${word} ${event.name}`, startMs: atMs });
      break;
    }
    case "gate.finished":
    case "review.finished":
      end(timeline, ({ kind, label }) => kind === "check" && label.endsWith(` ${event.name}`), {
        endMs: atMs,
        note: [event.passed ? "Passed" : "Did not pass", ...event.reasons].join(" · "),
        hasFailed: !event.passed,
      });
      break;
    case "run.finished":
      end(timeline, () => true, { endMs: atMs });
      break;
    default:
      break;
  }
}

function endTool(timeline: Timeline, event: EventOf<"tool.finished">, atMs: number): void {
  for (const bar of timeline.open) {
    if (bar.key !== event.callId) continue;
    const note = [event.outcome === "ok" ? null : toolStateWords[event.outcome], bar.note];
    end(timeline, (each) => each === bar, {
      endMs: atMs,
      note: note.filter((each) => each !== null).join(" · ") || null,
      wasCut: event.outcome === "interrupted",
      hasFailed: event.outcome !== "ok",
    });
  }
}

/** Ends those that are open and meant. */
function end(
  { open }: Timeline,
  isMeant: (bar: Bar) => boolean,
  change: Partial<Bar> & { readonly endMs: number },
) {
  for (const bar of open) {
    if (!isMeant(bar)) continue;
    Object.assign(bar, change);
    open.delete(bar);
  }
}

/** How long the axis is: to the end of the last bar, or to now while one goes on. */
export function timelineEndMs(bars: readonly Bar[], nowMs: number): number {
  // Not as arguments of one call: a long run has more bars than a call may have arguments.
  return bars.reduce((most, { startMs, endMs }) => Math.max(most, endMs ?? Math.max(nowMs, startMs)), 1);
}

function noteOfTurn({ model, usage }: Extract<SlipwayEvent, { type: "turn.finished" }>): string {
  if (usage.inputTokens + usage.outputTokens === 0) return model;
  const tokens = `${usage.inputTokens.toLocaleString("en")} → ${usage.outputTokens.toLocaleString("en")} tokens`;
  return `${model} · ${tokens}`;
}
