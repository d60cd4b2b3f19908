import { z } from "zod";
import { Sha256 } from "#files/snapshot-manifest.ts";

/** A picture, by the hash of its bytes: they are kept as a blob. Earlier releases wrote the bytes here. */
export const ResultPicture = z.union([
  z.object({ mediaType: z.string(), sha256: Sha256 }),
  z.object({ mediaType: z.string(), base64: z.string() }),
]);
export type ResultPicture = z.infer<typeof ResultPicture>;

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
  images: z.array(ResultPicture).exactOptional(),
});
export type ToolResultEntry = z.infer<typeof ToolResultEntry>;
