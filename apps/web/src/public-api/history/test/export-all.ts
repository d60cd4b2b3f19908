import { Readable } from "node:stream";
import { setImmediate as immediate } from "node:timers/promises";
import { openDb } from "@slipway/db/db";
import { type ExportFormat, exportRuns } from "#public-api/history/export-runs.ts";

/** Exports all runs of a project and says how much memory that took: a process of its own, for nothing else is in it. */
const [url = "", projectId = "", format = "csv"] = process.argv.slice(2);
/** Each is a page of runs. */
const chunksBetween = 5;

const db = openDb({
  url,
  maxConnections: 2,
  applicationName: "export",
  onConnectionError: () => undefined,
});
const { body } = await exportRuns(db, { projectId, filters: {}, format: format as ExportFormat });
if (!(body instanceof Readable)) throw new Error("The export is no stream");
let bytes = 0;
let chunks = 0;
const held: number[] = [];
for await (const chunk of body) {
  bytes += Buffer.byteLength(chunk);
  chunks += 1;
  if (chunks % chunksBetween === 0) held.push(await heldNow());
}
await db.close();
process.stdout.write(JSON.stringify({ bytes, held }));

/** What is left after everything that nobody needs is gone. */
async function heldNow(): Promise<number> {
  // What lies outside of the heap goes with the second round: the first one finds that nobody needs it.
  for (let round = 0; round < 2; round += 1) {
    globalThis.gc?.();
    await immediate();
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
