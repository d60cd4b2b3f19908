import { z } from "zod";
import { StoredSpan } from "#traces/span.ts";

/** What a tree of spans shows of each. */
export const OutlinedSpan = StoredSpan.pick({
  spanId: true,
  parentSpanId: true,
  name: true,
  startTime: true,
  endTime: true,
  status: true,
  attributes: true,
}).meta({ id: "OutlinedSpan" });
export type OutlinedSpan = z.infer<typeof OutlinedSpan>;

/** The spans of one trace without what was said, in the order of their start. */
export const TraceOutline = z
  .object({
    traceId: StoredSpan.shape.traceId,
    spans: z.array(OutlinedSpan).meta({
      description: "Of attributes only the operation, tokens and cost. Read one span for all it says.",
    }),
  })
  .meta({ id: "TraceOutline" });
export type TraceOutline = z.infer<typeof TraceOutline>;

export const TraceSearchQuery = z.strictObject({
  q: z.string().trim().min(1).max(200).meta({
    description:
      "What to look for in names, ids, failures, and names and values of attributes; upper or lower case.",
  }),
});

/** Which spans have it. */
export const TraceSearch = z
  .object({ spanIds: z.array(StoredSpan.shape.spanId) })
  .meta({ id: "TraceSearch" });
export type TraceSearch = z.infer<typeof TraceSearch>;
