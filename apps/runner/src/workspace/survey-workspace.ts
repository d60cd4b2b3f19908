import { readlinkSync, type Stats } from "node:fs";
import {
  isPlainPath,
  type LeftOutReason,
  type ManifestEntry,
  type SnapshotManifest,
} from "@slipway/schemas/files/snapshot-manifest";
import { type WalkedEntry, walkWorkspace } from "#workspace/walk-workspace.ts";
import type { WorkspaceLimits } from "#workspace/workspace-limits.ts";

type LeftOut = Pick<SnapshotManifest, "leftOut" | "leftOutCount">;

export type Survey = LeftOut & {
  /** Folders and links, as they are stored. */
  readonly entries: readonly Exclude<ManifestEntry, { kind: "file" }>[];
  readonly files: readonly SurveyedFile[];
};

export type SurveyedFile = { readonly path: string; readonly stats: Stats };

/** Looks at all that a workspace holds, without reading files, and decides what of it fits into a snapshot. */
export async function surveyWorkspace(folder: string, limits: WorkspaceLimits): Promise<Survey> {
  const entries: Exclude<ManifestEntry, { kind: "file" }>[] = [];
  const files: SurveyedFile[] = [];
  const leftOut = createLeftOut();
  let totalBytes = 0;
  for await (const found of walkWorkspace(folder, (path) => leftOut.add(path, "unreadable"))) {
    const reason = reasonAgainst(found, { count: entries.length + files.length, totalBytes, limits });
    const { path, stats, location } = found;
    if (reason !== null) leftOut.add(path, reason);
    else if (stats.isDirectory()) entries.push({ kind: "folder", path, mode: stats.mode & 0o777 });
    else if (stats.isSymbolicLink()) entries.push({ kind: "link", path, target: readlinkSync(location) });
    else {
      totalBytes += stats.size;
      files.push({ path, stats });
    }
  }
  return { entries, files, ...leftOut.result() };
}

type SoFar = { readonly count: number; readonly totalBytes: number; readonly limits: WorkspaceLimits };

function reasonAgainst(
  { path, stats }: WalkedEntry,
  { count, totalBytes, limits }: SoFar,
): LeftOutReason | null {
  if (!isPlainPath(path) || path.length > 4_096) return "unreadable";
  if (count >= limits.entries) return "too_many";
  if (stats.isDirectory() || stats.isSymbolicLink()) return null;
  if (!stats.isFile()) return "not_a_file";
  if (stats.size > limits.fileBytes) return "file_too_large";
  return totalBytes + stats.size > limits.totalBytes ? "workspace_too_large" : null;
}

const mostNamed = 100;

export function createLeftOut(before?: LeftOut) {
  const leftOut = [...(before?.leftOut ?? [])];
  let count = before?.leftOutCount ?? 0;
  return {
    add: (path: string, reason: LeftOutReason) => {
      count += 1;
      if (leftOut.length < mostNamed) leftOut.push({ path: path.toWellFormed(), reason });
    },
    result: (): LeftOut => ({ leftOut, leftOutCount: count }),
  };
}
