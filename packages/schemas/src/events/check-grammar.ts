import type { SlipwayEvent } from "#events/event.ts";

/**
 * Checks one session's events against the grammar of API.md. Returns the first fault in words, or null.
 *
 * - `seq` rises strictly; every run starts at most once per attempt and finishes exactly once, last of all its events;
 * - every `*.started` block, turn, gate, review and tool has exactly one `*.finished`.
 *
 * `complete: false` allows runs that have not finished yet.
 */
export function findGrammarFault(events: Iterable<SlipwayEvent>, { complete = true } = {}): string | null {
  const finished = new Set<string>();
  const open = new Map<string, Set<string>>();
  let lastSeq = 0;
  for (const event of events) {
    if (event.seq <= lastSeq) return `seq ${event.seq} follows ${lastSeq}`;
    lastSeq = event.seq;
    const runId = event.runId;
    if (runId === null) continue;
    if (finished.has(runId)) return `${event.type} (${event.seq}) comes after run.finished of ${runId}`;
    const unclosed = open.get(runId) ?? new Set<string>();
    open.set(runId, unclosed);
    const fault = step(event, unclosed);
    if (fault) return `${fault} (${event.seq})`;
    if (event.type !== "run.finished") continue;
    if (unclosed.size > 0) return `run.finished leaves ${[...unclosed].join(", ")} open (${event.seq})`;
    finished.add(runId);
  }
  const unfinished = [...open.keys()].filter((runId) => !finished.has(runId));
  return complete && unfinished.length > 0 ? `${unfinished.join(", ")} never finished` : null;
}

function step(event: SlipwayEvent, unclosed: Set<string>): string | null {
  const subject = subjectOf(event);
  if (!subject) return null;
  if (event.type.endsWith(".started")) {
    if (unclosed.has(subject)) return `${event.type} opens ${subject} twice`;
    unclosed.add(subject);
    return null;
  }
  if (!unclosed.has(subject)) return `${event.type} without a start of ${subject}`;
  if (event.type.endsWith(".finished")) unclosed.delete(subject);
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
