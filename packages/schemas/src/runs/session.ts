import { z } from "zod";
import { idOf } from "#ids.ts";
import { Time } from "#time.ts";

/** One conversation with an app. */
export const Session = z
  .object({
    id: idOf("session"),
    app: z.object({ id: idOf("app"), slug: z.string(), name: z.string() }),
    title: z.string().meta({ description: "The first words of its first message." }),
    activeRunId: idOf("run").nullable(),
    seq: z.int().min(0).meta({ description: "The last event's number." }),
    createdAt: Time,
    updatedAt: Time,
  })
  .meta({ id: "Session" });
export type Session = z.infer<typeof Session>;
