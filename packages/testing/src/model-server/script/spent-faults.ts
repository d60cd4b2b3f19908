import { isFault, type Reply, type ReplyStep } from "#model-server/script/reply-step.ts";

/** True when a fault with `times` still happens in the attempt of this number, counted from 0. */
export function isFaultyAttempt(reply: Reply, attempt: number): boolean {
  return reply.some((step) => attempt < timesOf(step));
}

/** The reply without the faults that have happened often enough. */
export function withoutSpentFaults(reply: Reply, attempt: number): Reply {
  return reply.filter((step) => !isFault(step) || step.times === undefined || attempt < step.times);
}

function timesOf(step: ReplyStep): number {
  return isFault(step) ? (step.times ?? 0) : 0;
}
