import { z } from "zod";
import { idOf } from "#ids.ts";

const RetentionDays = z.int().min(1).max(3_650);

export const Project = z
  .object({
    id: idOf("project"),
    name: z.string(),
    capturesContent: z.boolean().meta({
      description:
        "Whether traces say what people, models and tools said. Off: they keep names, times, tokens and costs only. Messages themselves are kept either way.",
    }),
    retentionDays: RetentionDays.nullable().meta({
      description:
        "A session that nobody has used for so many days is removed, with its runs, events, files and traces. Null: never.",
    }),
  })
  .meta({ id: "Project" });
export type Project = z.infer<typeof Project>;

export const UpdateProject = z
  .strictObject({
    capturesContent: z.boolean().optional(),
    retentionDays: RetentionDays.nullable().optional(),
  })
  .meta({ id: "UpdateProject" });
export type UpdateProject = z.infer<typeof UpdateProject>;
