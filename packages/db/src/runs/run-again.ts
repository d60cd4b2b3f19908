import type { NewRun } from "#runs/new-run.ts";
import { type RunRow, runColumns } from "#runs/run-row.ts";

/** A run's row with all that is needed to start another one like it. */
export type SourceRow = RunRow & {
  readonly draft_config: unknown;
  readonly approvals: Record<string, "allow" | "deny"> | null;
};

/** The columns of a {@link SourceRow}, with the table's alias in front. */
export function sourceColumns(alias: string): string {
  return `${runColumns(alias)}, ${alias}.draft_config, ${alias}.approvals`;
}

/** What is new about a run that is made like another one. */
export type Sender = Pick<NewRun, "source" | "userId" | "trace" | "maxQueued" | "now">;

/** A run with the same input and the same resolved configuration; who asks, and in which trace, is new. */
export function likeRun(row: SourceRow, { source, userId, trace, maxQueued, now }: Sender): NewRun {
  return {
    projectId: row.project_id,
    app: { id: row.app_id, slug: row.app_slug, type: row.app_type },
    sessionId: row.session_id,
    onBusy: "reject",
    clientMessageId: null,
    requestHash: null,
    revision: row.revision,
    environment: row.environment,
    draftConfig: row.draft_config,
    model: row.model,
    input: row.input,
    budget: row.budget,
    durable: row.durable,
    approvals: row.approvals,
    source,
    userId,
    metadata: row.metadata,
    trace,
    maxQueued,
    now,
  };
}
