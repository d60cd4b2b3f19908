import type { Feedback } from "@slipway/schemas/runs/feedback";
import type { Sql } from "#db.ts";
import { type FeedbackRow, feedbackColumns, toFeedback } from "#feedback/feedback-row.ts";
import { run, statement } from "#statement.ts";

const ofRunStatement = statement<FeedbackRow>(
  "list-feedback-of-run",
  `select ${feedbackColumns} from feedback f where f.project_id = $1 and f.run_id = $2 order by f.updated_at, f.author`,
);

const ofSessionStatement = statement<FeedbackRow>(
  "list-feedback-of-session",
  `select ${feedbackColumns} from feedback f where f.project_id = $1 and f.session_id = $2
   order by f.updated_at, f.run_id, f.author`,
);

type Of = { readonly projectId: string; readonly asker: string } & (
  | { readonly runId: string }
  | { readonly sessionId: string }
);

/** What everybody thinks of a run, or of all runs of a session, oldest first, as it is shown to `asker`. */
export async function listFeedback(sql: Sql, of: Of): Promise<Feedback[]> {
  const rows = await ("runId" in of
    ? run(sql, ofRunStatement, [of.projectId, of.runId])
    : run(sql, ofSessionStatement, [of.projectId, of.sessionId]));
  return rows.map((row) => toFeedback(row, of.asker));
}
