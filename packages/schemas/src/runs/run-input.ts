import { z } from "zod";
import { MessageText, StoredText } from "#text.ts";

export const InputMessage = z.strictObject({ role: z.enum(["user", "assistant"]), content: MessageText });

/** What a run was asked: one message, or the messages that start a session, or the variables of a prompt. */
export const RunInput = z
  .strictObject({
    message: MessageText.optional(),
    messages: z.array(InputMessage).min(1).max(200).optional().meta({
      description:
        "Starts a session with a conversation; the last one is the user's. Not for an existing session.",
    }),
    variables: z.record(z.string(), StoredText.max(32_000)).optional(),
  })
  .meta({ id: "RunInput" });
export type RunInput = z.infer<typeof RunInput>;
