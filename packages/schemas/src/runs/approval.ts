import { z } from "zod";
import { idOf } from "#ids.ts";
import { JsonObject } from "#json-value.ts";
import { Time } from "#time.ts";

/** A tool call that waits for a person's decision. */
export const Approval = z
  .object({
    id: idOf("approval"),
    callId: z.string(),
    tool: z.string(),
    input: JsonObject,
    reason: z.string(),
    expiresAt: Time,
  })
  .meta({ id: "Approval" });
export type Approval = z.infer<typeof Approval>;
