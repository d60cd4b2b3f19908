import { z } from "zod";
import { StoredSpan } from "#traces/span.ts";

/** The spans of one trace that belong to the project, in the order of their start. */
export const Trace = z
  .object({ traceId: z.string().regex(/^[0-9a-f]{32}$/), spans: z.array(StoredSpan) })
  .meta({ id: "Trace" });
export type Trace = z.infer<typeof Trace>;
