import { z } from "zod";
import { Sha256, WorkspacePath } from "#files/snapshot-manifest.ts";

/** A file that a person has put into a session, and that its workspace does not have yet. */
export const PendingUpload = z.strictObject({
  id: z.string(),
  path: WorkspacePath,
  sha256: Sha256,
  size: z.int().min(0),
});
export type PendingUpload = z.infer<typeof PendingUpload>;

/** The largest file that can be put into a session. */
export const largestUploadBytes = 100 * 1024 * 1024;
/** So many can wait for a session's next run. */
export const mostUploads = 500;
