import { z } from "zod";
import { RevisionHead } from "#apps/app.ts";

/** A piece of a text that changed: what is only in the earlier one, only in the later one, or in both. */
export const TextPiece = z.object({ kind: z.enum(["same", "removed", "added"]), text: z.string() });
export type TextPiece = z.infer<typeof TextPiece>;

const path = z.string().meta({
  description:
    "Dotted. Entries of a list stand under their `name` where they have one, else under their place: in the later configuration, or for what was removed in the earlier one.",
});

/** One difference between two configurations. */
export const ConfigChange = z
  .discriminatedUnion("kind", [
    z.object({ kind: z.literal("added"), path, after: z.unknown() }),
    z.object({ kind: z.literal("removed"), path, before: z.unknown() }),
    z.object({ kind: z.literal("changed"), path, before: z.unknown(), after: z.unknown() }),
    z.object({
      kind: z.literal("reworded"),
      path,
      before: z.string(),
      after: z.string(),
      pieces: z.array(TextPiece).meta({
        description:
          "Word by word: `same` and `removed` give the earlier text, `same` and `added` the later.",
      }),
    }),
  ])
  .meta({ id: "ConfigChange" });
export type ConfigChange = z.infer<typeof ConfigChange>;

export const RevisionDiff = z
  .object({
    from: RevisionHead.nullable().meta({
      description: "The earlier side. Null: revision 1 follows nothing.",
    }),
    to: RevisionHead,
    changes: z.array(ConfigChange),
  })
  .meta({ id: "RevisionDiff" });
export type RevisionDiff = z.infer<typeof RevisionDiff>;
