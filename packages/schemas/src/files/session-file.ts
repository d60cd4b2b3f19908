import { z } from "zod";

export const FileChangeKind = z.enum(["created", "changed", "deleted"]);
export type FileChangeKind = z.infer<typeof FileChangeKind>;

/** One file of a session's workspace, as its last snapshot has it. */
export const SessionFile = z
  .object({
    path: z.string(),
    kind: z.enum(["file", "link", "folder"]),
    size: z.int().min(0).nullable().meta({ description: "In bytes; null for what is no file." }),
    change: FileChangeKind.nullable().meta({ description: "Since the newest run began; null: none." }),
    waiting: z
      .literal(true)
      .optional()
      .meta({ description: "It was uploaded, and the workspace has it from the next run's begin on." }),
  })
  .meta({ id: "SessionFile" });
export type SessionFile = z.infer<typeof SessionFile>;

export const SessionFiles = z
  .object({
    items: z.array(SessionFile),
    nextCursor: z.string().nullable(),
    leftOutCount: z.int().min(0).meta({ description: "What is in the workspace, but too large or no file." }),
  })
  .meta({ id: "SessionFiles" });
export type SessionFiles = z.infer<typeof SessionFiles>;

export const FileListQuery = z.strictObject({
  cursor: z.string().max(4_096).optional(),
  limit: z.coerce.number().int().min(1).max(5_000).default(1_000),
});

export const FileQuery = z.strictObject({
  at: z
    .enum(["now", "before"])
    .default("now")
    .meta({ description: "`before`: as it was when the newest run began." }),
  download: z.literal("true").optional().meta({ description: "As a file to save, whatever it is." }),
});
