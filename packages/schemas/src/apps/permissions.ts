import { z } from "zod";

/** Which tool calls run, ask a person, or are refused. The first rule that matches wins. */
export const Permissions = z
  .strictObject({
    default: z.enum(["allow", "ask", "deny", "allow_reads"]).default("allow_reads"),
    rules: z
      .array(
        z.strictObject({
          tool: z.string().min(1).max(200),
          match: z.string().min(1).max(2_000).optional(),
          action: z.enum(["allow", "ask", "deny"]),
        }),
      )
      .max(200)
      .default([]),
  })
  .meta({ id: "Permissions" });
export type Permissions = z.infer<typeof Permissions>;
