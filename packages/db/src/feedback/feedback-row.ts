import type { Feedback, FeedbackRating } from "@slipway/schemas/runs/feedback";

export type FeedbackRow = {
  run_id: string;
  author: string;
  author_name: string | null;
  rating: FeedbackRating;
  note: string | null;
  updated_at: Date;
};

/** The columns of `feedback f`, with the name of whoever gave it: a person's or a key's; null once they are gone. */
export const feedbackColumns = `f.run_id, f.author, f.rating, f.note, f.updated_at, coalesce(
  (select u.name from "user" u where u.id = f.author),
  (select k.name from api_key k where k.project_id = f.project_id and k.id = f.author)) as author_name`;

/** As it is shown to `asker`. */
export function toFeedback(row: FeedbackRow, asker: string): Feedback {
  const { run_id: runId, author, author_name: authorName, rating, note, updated_at: at } = row;
  return { runId, author, authorName, isOwn: author === asker, rating, note, at: at.toISOString() };
}
