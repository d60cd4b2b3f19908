import { z } from "zod";

/**
 * The one record of what a model sees that is nobody's private: a plain message. The host writes it for what a person
 * says and for the shown part of an answer that was cut (`partial`); every harness adapter reads it.
 */
export const MessageEntry = z.object({
  kind: z.literal("message"),
  role: z.enum(["user", "assistant"]),
  text: z.string(),
  partial: z.literal(true).exactOptional(),
});
export type MessageEntry = z.infer<typeof MessageEntry>;
