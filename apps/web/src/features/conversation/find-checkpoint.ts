import type { Page } from "@slipway/schemas/public-api/page";
import type { Checkpoint } from "@slipway/schemas/runs/checkpoint";
import type { Run } from "@slipway/schemas/runs/run";

type ReadPage = (cursor: string | undefined) => Promise<Page<Checkpoint>>;

/** The last checkpoint of a run, or else the one that it went on from. Pages are newest first; null: it has neither. */
export async function findCheckpoint(
  run: Pick<Run, "id" | "checkpointId">,
  readPage: ReadPage,
): Promise<Checkpoint | null> {
  for (let cursor: string | undefined; ; ) {
    const page = await readPage(cursor);
    const found = page.items.find(({ id, runId }) => runId === run.id || id === run.checkpointId);
    if (found) return found;
    if (page.nextCursor === null) return null;
    cursor = page.nextCursor;
  }
}
