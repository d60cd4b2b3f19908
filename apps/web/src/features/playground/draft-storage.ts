import { z } from "zod";
import { DraftConfig } from "./draft-config.ts";

/** What a person changed and has not committed, kept in this browser. */
export type StoredDraft = {
  /** The revision that it was made from; null: an app that does not exist yet. */
  readonly base: number | null;
  readonly config: DraftConfig;
};

const StoredDraft = z.object({ base: z.int().nullable(), config: DraftConfig });

/** Drafts by app; for an app that is not made yet, by the template that it begins with; of a pane of a comparison, by its name. */
export type DraftKey = `app:${string}` | `new:${string}` | `compare:${string}:${string}`;

const nameOf = (key: DraftKey) => `slipway.draft.${key}`;

/** Null: there is none, or it cannot be read. */
export function readDraft(storage: Pick<Storage, "getItem">, key: DraftKey): StoredDraft | null {
  try {
    const parsed = StoredDraft.safeParse(JSON.parse(storage.getItem(nameOf(key)) ?? "null"));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** False: this browser keeps nothing (it is full, or forbidden), so that a reload would lose the draft. */
export function writeDraft(
  storage: Pick<Storage, "setItem" | "removeItem">,
  key: DraftKey,
  draft: StoredDraft | null,
): boolean {
  try {
    if (draft) storage.setItem(nameOf(key), JSON.stringify(draft));
    else storage.removeItem(nameOf(key));
    return true;
  } catch {
    return false;
  }
}
