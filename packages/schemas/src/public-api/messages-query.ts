import { z } from "zod";
import { SessionFigures } from "#events/fold-figures.ts";
import { RunWarning } from "#events/fold-warnings.ts";
import { Message } from "#messages/message.ts";

export const MessagesQuery = z.strictObject({
  before: z.coerce.number().int().min(1).optional().meta({ description: "nextCursor of the page before." }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** Messages in the order of the conversation; the first page holds the newest. */
export const MessagePage = z
  .object({
    items: z.array(Message),
    nextCursor: z.string().nullable().meta({ description: "For older messages; null at the beginning." }),
    warnings: z
      .array(RunWarning)
      .optional()
      .meta({ description: "What the runs of these messages warned of; left out: nothing." }),
    figures: SessionFigures.optional().meta({ description: "Only on the newest page." }),
    seq: z.int().optional().meta({ description: "Only on the newest page: go on with /events?after=seq." }),
  })
  .meta({ id: "MessagePage" });
export type MessagePage = z.infer<typeof MessagePage>;
