import { z } from "zod";

/** A cursor that is malformed counts as 0: from the oldest event that is kept. */
const Cursor = z.preprocess(
  (value) => (/^\d{1,15}$/.test(String(value)) ? Number(value) : 0),
  z.int().min(0),
);

/** Reads `Last-Event-ID` or `?after=`. */
export function parseCursor(value: string | null | undefined): number {
  return Cursor.parse(value ?? 0);
}

export const StreamQuery = z.strictObject({
  after: z.string().optional().meta({ description: "The last seq that was seen; Last-Event-ID wins." }),
});

export const LiveQuery = z.strictObject({
  sessions: z.string().max(4_000).optional().meta({
    description: "Session ids, separated by commas: their events. `ses_…@17` begins after event 17.",
  }),
  topics: z.string().max(100).optional().meta({
    description:
      "Separated by commas. `runs`: rows of the run history as they change; `approvals`: when what waits for a person is to be fetched again; `all-runs`: rows of all projects, for the owner of the instance.",
  }),
  after: z
    .string()
    .max(4_000)
    .optional()
    .meta({ description: "The opaque cursor of the last frame; Last-Event-ID wins." }),
});
