import type { ToolResultEntry } from "@slipway/schemas/runs/tool-result-entry";
import type { BatchEnd, BatchHost, PlannedCall } from "#batch/batch-host.ts";
import { finishCall } from "#batch/finish-call.ts";
import { type CallEnd, runCall } from "#batch/run-call.ts";

/** Calls of one batch that run at once. */
const mostAtOnce = 8;

type RunnableCall = Extract<PlannedCall, { kind: "run" }>;
type RefusedCall = Extract<PlannedCall, { kind: "refuse" }>;

/**
 * Runs a batch that was decided as a whole. Calls that only read run side by side; one that writes or executes runs alone,
 * after everything before it and before everything after it, so that the batch means what the model wrote. Each result is
 * stored when its tool finishes, not when the batch does.
 */
export async function runBatch(host: BatchHost, calls: readonly PlannedCall[]): Promise<BatchEnd> {
  const entries = new Map<string, ToolResultEntry>();
  let result: { readonly data: unknown } | null = null;
  for (const call of calls) if (call.kind === "refuse") entries.set(call.callId, refuse(host, call));
  for (const group of groupsOf(calls.filter((call) => call.kind === "run"))) {
    const ends = await runGroup(host, group);
    for (const end of ends) {
      if (end.kind !== "finished") continue;
      entries.set(end.entry.callId, end.entry);
      result ??= end.result ?? null;
    }
    const early = ends.find((end) => end.kind === "stopped") ?? ends.find((end) => end.kind === "exhausted");
    if (early) return early;
  }
  return { kind: "done", results: calls.flatMap(({ callId }) => entries.get(callId) ?? []), result };
}

/** Answers a call without running it. It has a start and an end in the log like any other. */
function refuse(host: BatchHost, { callId, name, input, outcome, output }: RefusedCall): ToolResultEntry {
  const before = host.open.get(callId);
  const startedAt = before?.startedAt ?? host.now();
  if (!before?.startedAt)
    host.log.append({ type: "tool.started", callId, name, input: { ...input }, turn: host.turn });
  const durationMs = Math.max(0, host.now().getTime() - startedAt.getTime());
  return finishCall(host, { callId, name, output, isError: true, outcome, durationMs });
}

function groupsOf(calls: readonly RunnableCall[]): RunnableCall[][] {
  const groups: RunnableCall[][] = [];
  for (const call of calls) {
    const last = groups.at(-1);
    const isSafe = call.tool.access === "read" && last?.every(({ tool }) => tool.access === "read");
    if (last && isSafe) last.push(call);
    else groups.push([call]);
  }
  return groups;
}

/** Waits for every call that was begun, but not when the run stops. */
async function runGroup(host: BatchHost, group: readonly RunnableCall[]): Promise<CallEnd[]> {
  const ends: CallEnd[] = [];
  let next = 0;
  const work = async () => {
    for (let call = group[next++]; call; call = group[next++]) {
      const end = await runCall(host, call);
      ends.push(end);
      if (end.kind !== "finished") return;
    }
  };
  await Promise.all(Array.from({ length: Math.min(mostAtOnce, group.length) }, work));
  return ends;
}
