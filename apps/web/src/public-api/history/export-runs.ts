import { Readable } from "node:stream";
import type { Db } from "@slipway/db/db";
import { listRunSenders } from "@slipway/db/history/list-run-senders";
import { listRuns } from "@slipway/db/runs/list-runs";
import type { Page } from "@slipway/schemas/public-api/page";
import type { RunFilters } from "@slipway/schemas/public-api/run-filters";
import type { Run } from "@slipway/schemas/runs/run";
import { csvHead, type NameOf, toCsvLine } from "#public-api/history/run-csv.ts";
import type { Answer } from "#server/answers.ts";

type ExportRuns = {
  readonly projectId: string;
  readonly filters: RunFilters;
  readonly format: "csv" | "ndjson";
};

/** Read at a time: all that is in memory of an export, whatever its length. */
const pageLength = 200;

const formats = {
  csv: { mediaType: "text/csv; charset=utf-8", head: csvHead, toLine: toCsvLine },
  ndjson: { mediaType: "application/x-ndjson", head: "", toLine: toJsonLine },
};

/** All runs that match, page after page, as fast as they are read. What is wrong with the filters is said before. */
export async function exportRuns(db: Db, { projectId, filters, format }: ExportRuns): Promise<Answer> {
  const { mediaType, head, toLine } = formats[format];
  const read = (cursor?: string) => listRuns(db.pool, { projectId, filters, cursor, limit: pageLength });
  const first = await read();
  const nameOf = await readNames(db, projectId);
  async function* lines() {
    yield head;
    for (let page: Page<Run> = first; ; page = await read(page.nextCursor)) {
      yield page.items.map((run) => toLine(run, nameOf)).join("");
      if (page.nextCursor === null) return;
    }
  }
  return {
    status: 200,
    headers: {
      "content-type": mediaType,
      "content-disposition": `attachment; filename="runs.${format}"`,
      "cache-control": "no-store",
    },
    body: Readable.from(lines(), { objectMode: false }),
  };
}

function toJsonLine(run: Run, nameOf: NameOf): string {
  return `${JSON.stringify({ ...run, who: nameOf(run) })}\n`;
}

async function readNames(db: Db, projectId: string): Promise<NameOf> {
  const names = new Map((await listRunSenders(db.pool, projectId)).map(({ id, name }) => [id, name]));
  return ({ userId, keyId }) => names.get(userId ?? keyId ?? "") ?? null;
}
