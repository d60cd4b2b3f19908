import type { MessagePart, ToolPart } from "@slipway/schemas/messages/message";

export type WorkPart = Extract<MessagePart, { type: "tool" | "reasoning" }>;

/** A piece of an answer as it is laid out. */
export type PartGroup =
  | { readonly kind: "part"; readonly part: Exclude<MessagePart, { type: "tool" }> }
  /** Calls that the model asked for together: they run at the same time. */
  | { readonly kind: "batch"; readonly calls: readonly ToolPart[] }
  /** Work that is over and was followed by words: one line stands for it. */
  | { readonly kind: "steps"; readonly groups: readonly PartGroup[]; readonly summary: StepsSummary };

export type StepsSummary = {
  readonly key: string;
  readonly steps: number;
  /** Calls of one batch count once, by the longest. */
  readonly durationMs: number;
  /** Calls that did not go well. */
  readonly failed: number;
};

/** One call alone is short enough as it is. */
const leastSteps = 2;

/** Lays the parts of an answer out: parallel calls together, and finished work before words as one line. */
export function groupParts(parts: readonly MessagePart[]): PartGroup[] {
  const groups: PartGroup[] = [];
  let work: WorkPart[] = [];
  for (const part of parts) {
    if (part.type === "tool" || part.type === "reasoning") {
      work.push(part);
      continue;
    }
    // An empty text is not shown: it ends nothing.
    if (part.type === "text" && part.text === "" && part.state === "done") continue;
    groups.push(...layWork(work, part.type === "text"), { kind: "part", part });
    work = [];
  }
  return [...groups, ...layWork(work, false)];
}

/** It keeps its place while more is said: the first part of a group stays its first. */
export function groupKey(group: PartGroup): string {
  if (group.kind === "part") return group.part.id;
  return group.kind === "steps" ? `steps:${group.summary.key}` : `batch:${group.calls[0]?.id}`;
}

function layWork(work: readonly WorkPart[], wordsFollow: boolean): PartGroup[] {
  const groups = batchCalls(work);
  const calls = work.filter((part) => part.type === "tool");
  const first = calls[0];
  const isOver = calls.every((call) => call.state === "done");
  if (!wordsFollow || !isOver || !first || calls.length < leastSteps) return groups;
  return [
    {
      kind: "steps",
      groups,
      summary: {
        key: first.id,
        steps: calls.length,
        durationMs: groups.reduce((sum, group) => sum + longest(group), 0),
        failed: calls.filter((call) => call.outcome !== "ok").length,
      },
    },
  ];
}

function batchCalls(work: readonly WorkPart[]): PartGroup[] {
  const groups: PartGroup[] = [];
  for (const part of work) {
    const last = groups.at(-1);
    if (part.type !== "tool") groups.push({ kind: "part", part });
    else if (last?.kind === "batch" && areTogether(last.calls.at(-1), part))
      groups[groups.length - 1] = { kind: "batch", calls: [...last.calls, part] };
    else groups.push({ kind: "batch", calls: [part] });
  }
  return groups;
}

/** The turn is told when a call starts: until then, those that stand side by side were written in one. */
function areTogether(one: ToolPart | undefined, other: ToolPart): boolean {
  if (!one || one.turn !== other.turn) return false;
  return one.turn !== undefined || (one.state !== "done" && other.state !== "done");
}

function longest(group: PartGroup): number {
  return group.kind === "batch" ? Math.max(...group.calls.map((call) => call.durationMs ?? 0)) : 0;
}
