import { Readable } from "node:stream";
import type { Db } from "@slipway/db/db";
import { listRunSenders } from "@slipway/db/history/list-run-senders";
import { listRuns } from "@slipway/db/runs/list-runs";
import type { Page } from "@slipway/schemas/public-api/page";
import type { RunFilters } from "@slipway/schemas/public-api/run-filters";
import type { Run } from "@slipway/schemas/runs/run";
import { type Names, readNames } from "#public-api/history/read-names.ts";
import { csvHead, toCsvLine } from "#public-api/history/run-csv.ts";
import type { Answer } from "#server/answers.ts";

export type ExportFormat = "csv" | "ndjson";

type ExportRuns = {
  readonly projectId: string;
  readonly filters: RunFilters;
  readonly format: ExportFormat;
};

/** All runs that match. What is wrong with the filters is said before. */
export async function exportRuns(db: Db, { projectId, filters, format }: ExportRuns): Promise<Answer> {
  return await exportPages({
    format,
    readPage: (place) => listRuns(db.pool, { projectId, filters, ...place }),
    readNames: async () => readNames({ senders: await listRunSenders(db.pool, [projectId]) }),
  });
}

/** Read at a time: all that is in memory of an export, whatever its length. */
const pageLength = 200;

const formats = {
  csv: { mediaType: "text/csv; charset=utf-8", toHead: csvHead, toLine: toCsvLine },
  ndjson: { mediaType: "application/x-ndjson", toHead: () => "", toLine: toJsonLine },
};

type Place = { readonly cursor?: string | undefined; readonly limit: number };

type ExportPages<Listed extends Run> = {
  readonly format: ExportFormat;
  readonly readPage: (place: Place) => Promise<Page<Listed>>;
  readonly readNames: () => Promise<Names<Listed>>;
};

/** Page after page, as fast as they are read. */
export async function exportPages<Listed extends Run>({
  format,
  readPage,
  readNames,
}: ExportPages<Listed>): Promise<Answer> {
  const { mediaType, toHead, toLine } = formats[format];
  const first = await readPage({ limit: pageLength });
  const names = await readNames();
  async function* lines() {
    yield toHead(names);
    for (let page = first; ; page = await readPage({ cursor: page.nextCursor, limit: pageLength })) {
      yield page.items.map((run) => toLine(run, names)).join("");
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

function toJsonLine<Listed extends Run>(run: Listed, { who, project }: Names<Listed>): string {
  return `${JSON.stringify({ ...run, who: who(run), ...(project ? { project: project(run) } : {}) })}\n`;
}
