import type { OpenCall, RunDigest } from "@slipway/schemas/events/digest-run";
import type { SlipwayEvent } from "@slipway/schemas/events/event";
import { toMicroUsd } from "@slipway/schemas/money";
import type { RunUsage } from "@slipway/schemas/runs/usage";
import type { OpenCall as CallAtWork } from "#batch/open-calls.ts";
import type { RunScope } from "#run/run-scope.ts";

/**
 * What a run has behind it, as its log tells: what it has used (also where its last runner could not write that to its row),
 * which calls are open, and what was warned of.
 */
export function takeUp(scope: RunScope, past: readonly SlipwayEvent[], digest: RunDigest): void {
  for (const event of past) if (event.type === "budget.warned") scope.warned.add(event.kind);
  for (const event of past) if (event.type === "warning") scope.warned.add(event.code);
  scope.openCalls.take([...digest.openCalls.values()].map(toCallAtWork));
  scope.pastCalls.push(...digest.pastCalls);
  scope.steps = digest.steps;
  scope.invalidOutputs = digest.invalidOutputs;
  const { progress } = scope;
  scope.progress = {
    ...progress,
    usage: largest(progress.usage, {
      ...digest.spent.tokens,
      turns: digest.turns,
      toolCalls: digest.spent.toolCalls,
    }),
    costMicroUsd: largestCost(progress.costMicroUsd, digest.spent.costUsd),
  };
}

function toCallAtWork({ callId, name, input, startedAt, output }: OpenCall): CallAtWork {
  return { callId, name, input, startedAt: startedAt === null ? null : new Date(startedAt), shown: output };
}

function largest(a: RunUsage, b: RunUsage): RunUsage {
  const usage = { ...a };
  for (const key of Object.keys(a) as (keyof RunUsage)[]) usage[key] = Math.max(a[key], b[key]);
  return usage;
}

/** Where one price was unknown, so is the sum. */
function largestCost(microUsd: number | null, costUsd: number | null): number | null {
  return microUsd === null || costUsd === null ? null : Math.max(microUsd, toMicroUsd(costUsd));
}
