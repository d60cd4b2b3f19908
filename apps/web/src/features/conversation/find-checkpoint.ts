import type { Page } from "@slipway/schemas/public-api/page";
import type { Checkpoint } from "@slipway/schemas/runs/checkpoint";

type ReadPage = (cursor: string | undefined) => Promise<Page<Checkpoint>>;

/** The last checkpoint of a run. Pages are newest first; null: the run has none. */
export async function findCheckpoint(runId: string, readPage: ReadPage): Promise<string | null> {
  for (let cursor: string | undefined; ; ) {
    const page = await readPage(cursor);
    const found = page.items.find((checkpoint) => checkpoint.runId === runId);
    if (found) return found.id;
    if (page.nextCursor === null) return null;
    cursor = page.nextCursor;
  }
}
