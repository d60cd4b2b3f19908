import { z } from "zod";

export const Health = z.object({ status: z.literal("ok") }).meta({ id: "Health" });

/** Whether this installation can run anything now, and what is missing if not. */
export const Readiness = z
  .object({
    ready: z.boolean(),
    contractVersion: z.string(),
    missing: z.array(
      z.object({ what: z.enum(["database", "migrations", "runner", "contract"]), message: z.string() }),
    ),
  })
  .meta({ id: "Readiness" });
export type Readiness = z.infer<typeof Readiness>;
