import { z } from "zod";
import { idOf } from "#ids.ts";
import { StoredText } from "#text.ts";
import { Time } from "#time.ts";

export const FeedbackRating = z.enum(["up", "down"]);
export type FeedbackRating = z.infer<typeof FeedbackRating>;

export const GiveFeedback = z
  .strictObject({
    rating: FeedbackRating,
    note: StoredText.trim().max(2_000).optional().meta({ description: "Why, in a sentence or two." }),
  })
  .meta({ id: "GiveFeedback" });

/** What somebody thinks of an answer. Each person and each key has one opinion of a run. */
export const Feedback = z
  .object({
    runId: idOf("run"),
    author: z.string().meta({ description: "The id of the person or key." }),
    authorName: z.string().nullable(),
    isOwn: z.boolean().meta({ description: "Whoever asks gave it." }),
    rating: FeedbackRating,
    note: z.string().nullable(),
    at: Time,
  })
  .meta({ id: "Feedback" });
export type Feedback = z.infer<typeof Feedback>;
