import { z } from "zod";
import { idOf } from "#ids.ts";
import { StoredText } from "#text.ts";
import { Time } from "#time.ts";

/** How many views a project and each person can have. */
export const maxRunViews = 100;

const Name = z.string().trim().min(1, "Give the view a name.").max(80).pipe(StoredText);
const Filters = z
  .record(z.string().min(1).max(40).pipe(StoredText), z.string().max(200).pipe(StoredText))
  .refine((filters) => Object.keys(filters).length <= 30, "A view has at most 30 filters.")
  .meta({
    description:
      'What the list is narrowed to, by the names that the runs page has in its URL: `{"status": "failed", "period": "24h"}`.',
  });

/** A saved way to look at the run history. */
export const RunView = z
  .object({
    id: idOf("view"),
    name: z.string(),
    filters: z.record(z.string(), z.string()),
    isShared: z.boolean().meta({ description: "All people of the project have it; else only you." }),
    createdAt: Time,
    updatedAt: Time,
  })
  .meta({ id: "RunView" });
export type RunView = z.infer<typeof RunView>;

export const CreateRunView = z
  .strictObject({ name: Name, filters: Filters, isShared: z.boolean().default(false) })
  .meta({ id: "CreateRunView" });
export type CreateRunView = z.infer<typeof CreateRunView>;

export const UpdateRunView = z
  .strictObject({ name: Name.optional(), filters: Filters.optional(), isShared: z.boolean().optional() })
  .meta({ id: "UpdateRunView" });
export type UpdateRunView = z.infer<typeof UpdateRunView>;
