import { z } from "zod";

/** Every job that graphile-worker runs for us, with its payload. Runs are not jobs: they are claimed from their rows. */
export const jobCatalog = {
  /** Removes log-in attempts, used set-up links and expired browser sessions. */
  "sweep-expired-access": z.strictObject({}),
  /** Forgets the steps of sessions that have long been idle, and removes files' contents that nothing names any more. */
  "sweep-workspaces": z.strictObject({}),
  /** Counts the runs that ended, minute by minute, for charts. */
  "roll-up-runs": z.strictObject({}),
  /** Makes the bits by which the runs of days that are over are counted with several filters. */
  "index-days": z.strictObject({}),
  /** Removes sessions that nobody has used for as many days as their project keeps them. */
  "sweep-retention": z.strictObject({}),
} as const satisfies Record<string, z.ZodType>;

export type JobName = keyof typeof jobCatalog;
export type JobPayload<N extends JobName> = z.infer<(typeof jobCatalog)[N]>;
