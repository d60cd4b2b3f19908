import { z } from "zod";
import { idOf } from "#ids.ts";

export const Project = z
  .object({
    id: idOf("project"),
    name: z.string(),
    capturesContent: z.boolean().meta({
      description:
        "Whether traces say what people, models and tools said. Off: they keep names, times, tokens and costs only. Messages themselves are kept either way.",
    }),
  })
  .meta({ id: "Project" });
export type Project = z.infer<typeof Project>;

export const UpdateProject = z.strictObject({ capturesContent: z.boolean() }).meta({ id: "UpdateProject" });
