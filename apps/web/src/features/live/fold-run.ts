import type { SlipwayEvent } from "@slipway/schemas/events/event";
import type { Run } from "@slipway/schemas/runs/run";
import { isFinalStatus } from "@slipway/schemas/runs/run-status";

/** The run's row after this event, as far as the event tells: `run.finished` brings the row itself. */
export function foldRun(run: Run, event: SlipwayEvent): Run {
  if (event.type === "run.finished") return event.run;
  if (isFinalStatus(run.status)) return run;
  switch (event.type) {
    case "run.queued":
      return { ...run, queuePosition: event.position, input: event.input ?? run.input };
    case "run.started": {
      const { queuePosition, steers, ...started } = run;
      return {
        ...started,
        status: "running",
        model: event.model,
        attempt: event.attempt,
        startedAt: run.startedAt ?? event.at,
      };
    }
    case "run.resumed":
      return { ...run, status: "running" };
    case "run.waiting":
      return { ...run, status: "waiting", pendingApprovals: [...event.approvals] };
    case "approval.requested":
      return { ...run, pendingApprovals: [...without(run, event.approval.id), event.approval] };
    case "approval.decided":
      return decided({ ...run, pendingApprovals: without(run, event.approvalId) });
    case "text.delta":
    case "reasoning.delta":
      return run.ttftMs === null && run.startedAt
        ? { ...run, ttftMs: Math.max(0, Date.parse(event.at) - Date.parse(run.startedAt)) }
        : run;
    default:
      return run;
  }
}

function without(run: Run, approvalId: string): Run["pendingApprovals"] {
  return run.pendingApprovals.filter((approval) => approval.id !== approvalId);
}

/** With the last decision a run that waits goes back to the head of its queue. */
function decided(run: Run): Run {
  const isOver = run.status === "waiting" && run.pendingApprovals.length === 0;
  return isOver ? { ...run, status: "queued" } : run;
}
