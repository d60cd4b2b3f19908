import { z } from "zod";

/**
 * What a tool answered, as the model sees it. The host writes it in the transaction of `tool.finished`, also for a call
 * that was denied, timed out or cut; every harness adapter reads it. Results may be stored in another order than the
 * calls were made: they belong together by `callId`.
 */
export const ToolResultEntry = z.object({
  kind: z.literal("tool_result"),
  callId: z.string(),
  name: z.string(),
  output: z.string(),
  isError: z.boolean(),
  /** Pictures that belong to the output, for models that can see. */
  images: z.array(z.object({ mediaType: z.string(), base64: z.string() })).exactOptional(),
});
export type ToolResultEntry = z.infer<typeof ToolResultEntry>;
