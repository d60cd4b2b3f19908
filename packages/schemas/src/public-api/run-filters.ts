import { z } from "zod";
import { AppType } from "#apps/app-type.ts";
import { PageQuery } from "#public-api/page.ts";
import { FeedbackRating } from "#runs/feedback.ts";
import { RunSource } from "#runs/run-source.ts";
import { RunStatus } from "#runs/run-status.ts";
import { StopReason } from "#runs/stop-reason.ts";

/** One value, or several with commas between. */
export const listOf = <S extends z.ZodType<string, string>>(item: S) =>
  z
    .string()
    .transform((text) => text.split(",").filter(Boolean))
    .pipe(z.array(item).min(1));

/** Filters of the run history. Several values of one filter are separated by commas and mean "any of these". */
export const RunFilters = z.strictObject({
  status: listOf(RunStatus).optional(),
  stopReason: listOf(StopReason).optional(),
  appId: listOf(z.string().max(100)).optional(),
  type: listOf(AppType).optional(),
  environment: listOf(z.string().max(40)).optional(),
  revision: z.coerce.number().int().min(1).optional(),
  source: listOf(RunSource).optional(),
  model: listOf(z.string().max(300)).optional(),
  userId: z.string().max(200).optional().meta({
    description: "Who started it: the id of a person or of an API key. See GET /runs/senders.",
  }),
  sessionId: z.string().max(100).optional(),
  clientMessageId: listOf(z.string().max(200)).optional().meta({
    description:
      "The runs of these messages. It is quick together with `appId`, within which such an id is unique.",
  }),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  minDurationMs: z.coerce.number().int().min(0).optional(),
  minCostUsd: z.coerce.number().min(0).optional(),
  feedback: listOf(FeedbackRating)
    .optional()
    .meta({ description: "What people think of the answer: up, down." }),
  q: z.string().trim().min(1).max(200).optional().meta({
    description:
      'Words in what was asked or answered: each of them somewhere; "several words" as they stand; -word nowhere; or. The last may be the beginning of one.',
  }),
});
export type RunFilters = z.infer<typeof RunFilters>;

export const RunListQuery = z.strictObject({ ...RunFilters.shape, ...PageQuery.shape });
