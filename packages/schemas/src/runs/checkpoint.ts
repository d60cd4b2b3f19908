import { z } from "zod";
import { idOf } from "#ids.ts";
import { Time } from "#time.ts";

/** A finished step of a run, from which a session can be forked. */
export const Checkpoint = z
  .object({
    id: idOf("checkpoint"),
    runId: idOf("run"),
    step: z.int().min(1),
    label: z.string(),
    createdAt: Time,
  })
  .meta({ id: "Checkpoint" });
export type Checkpoint = z.infer<typeof Checkpoint>;

export const ForkSession = z
  .strictObject({
    checkpointId: idOf("checkpoint").optional().meta({ description: "Left out: the newest." }),
  })
  .meta({ id: "ForkSession" });
export type ForkSession = z.infer<typeof ForkSession>;
