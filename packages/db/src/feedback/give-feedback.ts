import type { Feedback, FeedbackRating } from "@slipway/schemas/runs/feedback";
import type { Sql } from "#db.ts";
import { type FeedbackRow, feedbackColumns, toFeedback } from "#feedback/feedback-row.ts";
import { run, statement } from "#statement.ts";

export type GivenFeedback = {
  readonly projectId: string;
  readonly runId: string;
  /** The id of the person or key. */
  readonly author: string;
  readonly rating: FeedbackRating;
  readonly note: string | null;
  readonly now: Date;
};

const giveStatement = statement<FeedbackRow>(
  "give-feedback",
  `with f as (
     insert into feedback (project_id, run_id, author, session_id, rating, note, updated_at)
     select project_id, id, $3, session_id, $4, $5, $6 from run where project_id = $1 and id = $2
     on conflict (project_id, run_id, author) do update set rating = excluded.rating, note = excluded.note,
       updated_at = excluded.updated_at
     returning *
   )
   select ${feedbackColumns} from f`,
);

/** Keeps somebody's opinion of a run in the place of their earlier one. Null: there is no such run. */
export async function giveFeedback(
  sql: Sql,
  { projectId, runId, author, rating, note, now }: GivenFeedback,
): Promise<Feedback | null> {
  const [row] = await run(sql, giveStatement, [projectId, runId, author, rating, note, now]);
  return row ? toFeedback(row, author) : null;
}

const withdrawStatement = statement<{ run_id: string }>(
  "withdraw-feedback",
  "delete from feedback where project_id = $1 and run_id = $2 and author = $3 returning run_id",
);

/** Nothing happens where there is none. */
export async function withdrawFeedback(
  sql: Sql,
  { projectId, runId, author }: Pick<GivenFeedback, "projectId" | "runId" | "author">,
): Promise<void> {
  await run(sql, withdrawStatement, [projectId, runId, author]);
}
