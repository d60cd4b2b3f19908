import { Agent } from "node:http";
import type { CallResult, LoadPlan, LoadResult } from "#load/load-plan.ts";
import { makeCall } from "#load/make-call.ts";

/** Connections of sequences and loops stay open between plans, as those of a busy caller do. */
const kept = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY, noDelay: true });

/** Does what a plan says. Rejects when a call fails or the plan's time is over. */
export async function followPlan(plan: LoadPlan): Promise<LoadResult> {
  const signal = AbortSignal.timeout(plan.timeoutMs);
  const startedAt = performance.now();
  const calls = await makeAll(plan, signal);
  return { calls, elapsedMs: performance.now() - startedAt };
}

async function makeAll(plan: LoadPlan, signal: AbortSignal): Promise<CallResult[]> {
  switch (plan.kind) {
    case "sequence": {
      const results: CallResult[] = [];
      for (const call of plan.calls) {
        results.push(await makeCall(call, { agent: kept, startedAt: performance.now(), signal }));
      }
      return results;
    }
    case "burst": {
      const agent = new Agent({ maxSockets: Number.POSITIVE_INFINITY });
      const startedAt = performance.now();
      return await Promise.all(plan.calls.map((call) => makeCall(call, { agent, startedAt, signal })));
    }
    case "loop": {
      const results: CallResult[] = [];
      const until = performance.now() + plan.durationMs;
      const caller = async () => {
        while (performance.now() < until) {
          results.push(await makeCall(plan.call, { agent: kept, startedAt: performance.now(), signal }));
        }
      };
      await Promise.all(Array.from({ length: plan.concurrency }, caller));
      return results;
    }
  }
}
