import type { SlipwayEvent } from "#events/event.ts";

/**
 * Checks one session's events against the grammar of API.md. Returns the first fault in words, or null.
 *
 * - `seq` rises strictly; a run starts before it works, at most once per attempt, and finishes exactly once, last of all its events;
 * - every `*.started` block, turn, gate, review and tool has exactly one `*.finished`; a text is never reopened.
 *
 * `complete: false` allows runs that have not finished yet.
 */
export function findGrammarFault(events: Iterable<SlipwayEvent>, { complete = true } = {}): string | null {
  const runs = new Map<string, RunSoFar>();
  let lastSeq = 0;
  for (const event of events) {
    if (event.seq <= lastSeq) return `seq ${event.seq} follows ${lastSeq}`;
    lastSeq = event.seq;
    if (event.runId === null) continue;
    const run = runs.get(event.runId) ?? {
      attempt: 0,
      open: new Set(),
      closedTexts: new Set(),
      finished: false,
    };
    runs.set(event.runId, run);
    const fault = step(event, run);
    if (fault) return `${fault} (${event.seq})`;
  }
  const unfinished = [...runs].filter(([, run]) => !run.finished).map(([runId]) => runId);
  return complete && unfinished.length > 0 ? `${unfinished.join(", ")} never finished` : null;
}

/** What the check remembers of a run; `step` writes into it. */
type RunSoFar = {
  attempt: number;
  finished: boolean;
  readonly open: Set<string>;
  readonly closedTexts: Set<string>;
};

function step(event: SlipwayEvent, run: RunSoFar): string | null {
  if (run.finished) return `${event.type} comes after run.finished of ${event.runId}`;
  if (event.type === "run.started") {
    if (event.attempt <= run.attempt) return `attempt ${event.attempt} follows ${run.attempt}`;
    run.attempt = event.attempt;
    return null;
  }
  if (event.type === "run.finished") {
    run.finished = true;
    return run.open.size > 0 ? `run.finished leaves ${[...run.open].join(", ")} open` : null;
  }
  const subject = subjectOf(event);
  return subject ? openOrClose(event, subject, run) : null;
}

function openOrClose(event: SlipwayEvent, subject: string, run: RunSoFar): string | null {
  if (run.attempt === 0) return `${event.type} comes before run.started`;
  if (event.type.endsWith(".started")) {
    if (run.open.has(subject) || run.closedTexts.has(subject)) return `${event.type} opens ${subject} twice`;
    run.open.add(subject);
    return null;
  }
  if (!run.open.has(subject)) return `${event.type} without a start of ${subject}`;
  if (!event.type.endsWith(".finished")) return null;
  run.open.delete(subject);
  if (event.type === "text.finished" || event.type === "reasoning.finished") run.closedTexts.add(subject);
  return null;
}

/** What an event opens, continues or closes; null for those that stand alone. */
function subjectOf(event: SlipwayEvent): string | null {
  switch (event.type) {
    case "turn.started":
    case "turn.finished":
      return `turn ${event.turn}`;
    case "text.started":
    case "text.delta":
    case "text.finished":
      return `text ${event.blockId}`;
    case "reasoning.started":
    case "reasoning.delta":
    case "reasoning.finished":
      return `reasoning ${event.blockId}`;
    case "tool.started":
    case "tool.progress":
    case "tool.finished":
      return `tool ${event.callId}`;
    case "gate.started":
    case "gate.finished":
      return `gate ${event.name}`;
    case "review.started":
    case "review.finished":
      return `review ${event.name}`;
    default:
      return null;
  }
}
