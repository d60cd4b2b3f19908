import { budgetDefaults } from "#runs/budget.ts";
import type { Run } from "#runs/run.ts";
import { noUsage } from "#runs/usage.ts";

/** A completed run; tests say what matters to them. */
export function buildRun(overrides: Partial<Run> = {}): Run {
  return {
    id: "run_1",
    sessionId: "ses_1",
    app: { id: "app_1", slug: "support", type: "chat" },
    revision: 1,
    environment: "production",
    model: "demo/demo",
    status: "completed",
    stopReason: "completed",
    input: { message: "Hello" },
    output: { text: "Hi." },
    error: null,
    usage: noUsage,
    costUsd: 0,
    budget: budgetDefaults,
    durable: false,
    attempt: 1,
    pendingApprovals: [],
    source: "api",
    userId: null,
    clientMessageId: null,
    metadata: {},
    traceId: "0af7651916cd43dd8448eb211c80319c",
    createdAt: "2026-11-21T09:00:00.000Z",
    startedAt: "2026-11-21T09:00:00.100Z",
    finishedAt: "2026-11-21T09:00:01.100Z",
    durationMs: 1_000,
    ttftMs: 120,
    ...overrides,
  };
}
