import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Report } from "#report/report.ts";

/** Keeps the report as JSON, named by its time. Returns the file. */
export function saveReport(directory: string, report: Report): string {
  mkdirSync(directory, { recursive: true });
  const file = path.join(directory, `${report.at.replaceAll(":", "-")}.json`);
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
  return file;
}
