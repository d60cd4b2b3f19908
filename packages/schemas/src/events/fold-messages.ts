import type { EventOf, SlipwayEvent } from "#events/event.ts";
import type { Message, MessagePart, ToolPart } from "#messages/message.ts";
import { isSaid } from "#messages/said.ts";

/** A transcript while it is being folded. Treat it as a value: `foldEvent` returns a new one. */
export type Transcript = {
  readonly messages: readonly Message[];
  /** The last event that was folded: go on after it. */
  readonly seq: number;
};

export const emptyTranscript: Transcript = { messages: [], seq: 0 };

/** The reference reducer: what a client shows is this fold over the log, and so is `GET /sessions/{id}/messages`. */
export function foldEvents(events: Iterable<SlipwayEvent>, start: Transcript = emptyTranscript): Transcript {
  let transcript = start;
  for (const event of events) transcript = foldEvent(transcript, event);
  return transcript;
}

/** Adds one event. An event that was folded already (`seq` not above the transcript's) changes nothing. */
export function foldEvent(transcript: Transcript, event: SlipwayEvent): Transcript {
  if (event.seq <= transcript.seq) return transcript;
  return { messages: nextMessages(transcript.messages, event), seq: event.seq };
}

function nextMessages(messages: readonly Message[], event: SlipwayEvent): readonly Message[] {
  switch (event.type) {
    case "session.forked":
      return event.messages;
    case "message.created":
      return addMessage(messages, event.message);
    case "run.queued":
      return event.position === 1 ? messages : withoutRun(messages, event.runId);
    case "run.started":
      return event.supersedes ? supersede(messages, event.supersedes, event.runId) : messages;
    case "turn.started":
      return withAssistantMessage(messages, event);
    case "text.started":
      return addPart(messages, event, { id: event.blockId, state: "open", type: "text", text: "" });
    case "reasoning.started":
      return addPart(messages, event, { id: event.blockId, state: "open", type: "reasoning", text: "" });
    case "text.delta":
    case "reasoning.delta":
      return changePart(messages, partOf(event, event.blockId), (part) =>
        part.type === "text" || part.type === "reasoning" ? { ...part, text: part.text + event.delta } : part,
      );
    case "text.finished":
      return changePart(messages, partOf(event, event.blockId), (part) =>
        part.type === "text"
          ? { ...part, state: "done", text: event.text, ...(event.interrupted ? { interrupted: true } : {}) }
          : part,
      );
    case "reasoning.finished":
      return changePart(messages, partOf(event, event.blockId), (part) =>
        part.type === "reasoning" ? { ...part, state: "done", text: event.text } : part,
      );
    case "tool.requested":
      return upsertTool(messages, event, (part) => ({
        ...part,
        inputText: `${part.inputText ?? ""}${event.inputDelta}`,
      }));
    case "tool.started":
      return upsertTool(messages, event, (part) => startTool(part, event));
    case "tool.progress":
      return changePart(messages, partOf(event, event.callId), (part) =>
        part.type === "tool"
          ? { ...part, output: `${typeof part.output === "string" ? part.output : ""}${event.delta}` }
          : part,
      );
    case "tool.finished":
      return upsertTool(messages, event, (part) => finishTool(part, event));
    case "approval.requested": {
      const { callId, input } = event.approval;
      return changePart(messages, partOf(event, callId), (part) =>
        part.type === "tool" ? { ...part, state: "awaiting", input, since: event.at } : part,
      );
    }
    case "approval.decided": {
      const { callId, decision, by, reason } = event;
      return changePart(messages, partOf(event, callId), (part) =>
        part.type === "tool" ? { ...part, state: "open", decision: { decision, by, reason } } : part,
      );
    }
    case "turn.finished":
      return event.stopReason === "tool_calls" ? messages : endUnstarted(messages, event);
    case "run.finished":
      return endRun(endUnstarted(messages, event), event);
    default:
      return messages;
  }
}

/** A message that was edited before its run started comes again, under the same id: it keeps its place. */
function addMessage(messages: readonly Message[], message: Message): readonly Message[] {
  const index = messages.findLastIndex(({ id }) => id === message.id);
  return index === -1 ? [...messages, message] : messages.with(index, message);
}

/** What waits behind others, or never started, is no part of the conversation. */
function withoutRun(messages: readonly Message[], runId: string | null): readonly Message[] {
  const others = messages.filter((message) => message.runId !== runId);
  return others.length === messages.length ? messages : others;
}

type Supersedes = NonNullable<EventOf<"run.started">["supersedes"]>;

/** Whatever was said after the message that is answered anew, or after the step that a retry goes on from, is kept and marked. */
function supersede(
  messages: readonly Message[],
  { runId, messageId, keeps }: Supersedes,
  by: string | null,
): readonly Message[] {
  if (keeps) return supersedeAfter(messages, keeps, by);
  const asked = messages.findLastIndex(({ id }) => id === messageId);
  // On a page that begins later there is only what came after it. A retry is of the session's last run: nothing that
  // comes after its message belongs to another one, but to those that this run has retried.
  return messages.map((message, index) =>
    index > asked && (asked !== -1 || message.runId === runId) ? { ...message, superseded: true } : message,
  );
}

/** The message in which the step ended is cut in two: what came of it after the step is a message of its own, which is marked. */
function supersedeAfter(
  messages: readonly Message[],
  keeps: NonNullable<Supersedes["keeps"]>,
  by: string | null,
): readonly Message[] {
  const at = messages.findLastIndex(({ id }) => id === keeps.messageId);
  const message = messages[at];
  if (!message) return messages;
  const end = indexOfPart(message, keeps.partId) + 1;
  const rest: Message = {
    ...message,
    id: `msg_${(by ?? message.id).slice("run_".length)}0`,
    parts: message.parts.slice(end),
    superseded: true,
  };
  return [
    ...messages.slice(0, at),
    { ...message, parts: message.parts.slice(0, end) },
    ...(rest.parts.length > 0 ? [rest] : []),
    ...messages.slice(at + 1).map((later): Message => ({ ...later, superseded: true })),
  ];
}

/** What a turn asked for that did not come to its end never runs. */
function endUnstarted(messages: readonly Message[], { runId }: SlipwayEvent): readonly Message[] {
  const at = messages.findLastIndex((message) => message.runId === runId && message.role === "assistant");
  const message = messages[at];
  if (!message?.parts.some(isUnstarted)) return messages;
  const parts = message.parts.map((part) => (isUnstarted(part) ? endTool(part) : part));
  return messages.with(at, { ...message, parts });
}

function isUnstarted(part: MessagePart): part is ToolPart {
  return part.type === "tool" && part.state !== "done" && part.input === null;
}

function endTool({ inputText, ...part }: ToolPart): ToolPart {
  return { ...part, state: "done", outcome: "interrupted" };
}

/** A run that never started takes its message back; one that failed gets one error mark, at its end. */
function endRun(messages: readonly Message[], event: EventOf<"run.finished">): readonly Message[] {
  const { run } = event;
  if (run.startedAt === null && run.status === "cancelled") return withoutRun(messages, run.id);
  if (run.status !== "failed" || !run.error) return messages;
  const mark = { id: `${run.id}:error`, state: "done", type: "error" } as const;
  return addPart(messages, event, { ...mark, code: run.error.code, message: run.error.message });
}

/** Parts belong to the run's last assistant message, so that a steer in between splits the answer in two. */
function addPart(messages: readonly Message[], event: SlipwayEvent, part: MessagePart): readonly Message[] {
  const open = withAssistantMessage(messages, event);
  const index = open.findLastIndex(
    (message) => message.runId === event.runId && message.role === "assistant",
  );
  const message = open[index];
  return message ? open.with(index, { ...message, parts: [...message.parts, part] }) : open;
}

function withAssistantMessage(messages: readonly Message[], event: SlipwayEvent): readonly Message[] {
  const last = messages.findLast((message) => message.runId === event.runId);
  if (event.runId === null || isAnswer(last)) return messages;
  const id = event.type === "turn.started" ? event.messageId : `msg_${event.runId.slice("run_".length)}`;
  return [...messages, { id, role: "assistant", runId: event.runId, parts: [], createdAt: event.at }];
}

/** A prompt may end with words that it puts into the assistant's mouth: the answer is another message. */
function isAnswer(last: Message | undefined): boolean {
  return last?.role === "assistant" && !isSaid(last);
}

/** A part is found by its run and its id: a provider may give calls of two runs the same id. */
type PartKey = { readonly runId: string | null; readonly partId: string };

function partOf(event: SlipwayEvent, partId: string): PartKey {
  return { runId: event.runId, partId };
}

function changePart(
  messages: readonly Message[],
  key: PartKey,
  change: (part: MessagePart) => MessagePart,
): readonly Message[] {
  const at = indexOfMessageWith(messages, key);
  const message = messages[at];
  if (!message) return messages;
  const partAt = indexOfPart(message, key.partId);
  const part = message.parts[partAt];
  return part ? messages.with(at, { ...message, parts: message.parts.with(partAt, change(part)) }) : messages;
}

type ToolEvent = EventOf<"tool.requested"> | EventOf<"tool.started"> | EventOf<"tool.finished">;

function upsertTool(
  messages: readonly Message[],
  event: ToolEvent,
  change: (part: ToolPart) => ToolPart,
): readonly Message[] {
  const key = partOf(event, event.callId);
  const withTool = hasPart(messages, key)
    ? messages
    : addPart(messages, event, toolPart(event.callId, event.name));
  return changePart(withTool, key, (part) => (part.type === "tool" ? change(part) : part));
}

function hasPart(messages: readonly Message[], key: PartKey): boolean {
  return indexOfMessageWith(messages, key) !== -1;
}

/** From the end, where the messages and parts are that still change: an event costs the same in a long session. */
function indexOfMessageWith(messages: readonly Message[], { runId, partId }: PartKey): number {
  return messages.findLastIndex((message) => message.runId === runId && indexOfPart(message, partId) !== -1);
}

function indexOfPart(message: Message, partId: string): number {
  return message.parts.findLastIndex((part) => part.id === partId);
}

/** What only matters before a call runs goes; its input is the one after the decision. */
function startTool(part: ToolPart, { input, turn, at }: EventOf<"tool.started">): ToolPart {
  const { inputText, decision, ...kept } = part;
  return { ...kept, input, since: at, ...(turn === undefined ? {} : { turn }) };
}

function finishTool(part: ToolPart, { output, outcome, durationMs }: EventOf<"tool.finished">): ToolPart {
  const { since, ...kept } = part;
  return { ...kept, state: "done", output, outcome, durationMs };
}

function toolPart(callId: string, name: string): ToolPart {
  return {
    id: callId,
    state: "open",
    type: "tool",
    callId,
    name,
    input: null,
    output: null,
    outcome: null,
    durationMs: null,
  };
}
