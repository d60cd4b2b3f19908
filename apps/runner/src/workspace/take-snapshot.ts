import { constants, createReadStream, fstatSync, openSync, type Stats } from "node:fs";
import { type BlobStore, BlobTooLargeError } from "@slipway/files/blob-store";
import type {
  LeftOutReason,
  ManifestEntry,
  SnapshotManifest,
} from "@slipway/schemas/files/snapshot-manifest";
import { inFolderOf } from "#workspace/folder-handle.ts";
import { forEachAtOnce } from "#workspace/for-each-at-once.ts";
import { createLeftOut, type SurveyedFile, surveyWorkspace } from "#workspace/survey-workspace.ts";
import type { WorkspaceLimits } from "#workspace/workspace-limits.ts";

export type Snapshot = {
  readonly manifest: SnapshotManifest;
  /** What makes the next snapshot of the same folder quick. Of no use to another machine. */
  readonly known: ReadonlyMap<string, KnownFile>;
};

/** A file as it was when it was read. */
type KnownFile = {
  readonly inode: number;
  readonly size: number;
  /** The time of its last change, which nobody who changes a file can set. */
  readonly changedAtMs: number;
  readonly sha256: string;
};

export type TakeSnapshot = {
  readonly folder: string;
  readonly store: BlobStore;
  readonly limits: WorkspaceLimits;
  /** The last one of this folder that this process took or restored, or null. */
  readonly previous: Snapshot | null;
  readonly now: () => number;
};

/** So many files are stored at once: most of the time they wait for the disk. */
const mostAtOnce = 8;
/** The clock of file systems is coarse: a file that changed so shortly before may change again and look the same. */
const clockMs = 50;

/** Says what a workspace holds and stores what of it is new. Reads only files that may have changed. */
export async function takeSnapshot(task: TakeSnapshot): Promise<Snapshot> {
  const lookedAtMs = task.now();
  const survey = await surveyWorkspace(task.folder, task.limits);
  const leftOut = createLeftOut(survey);
  const entries: ManifestEntry[] = [...survey.entries];
  const known = new Map<string, KnownFile>();

  const keep = ({ path, stats }: SurveyedFile, sha256: string) => {
    const { mode, size, ino: inode, ctimeMs: changedAtMs } = stats;
    entries.push({ kind: "file", path, mode: mode & 0o777, size, sha256 });
    if (changedAtMs < lookedAtMs - clockMs) known.set(path, { inode, size, changedAtMs, sha256 });
  };
  const isKnown = ({ path, stats }: SurveyedFile) => isSame(task.previous?.known.get(path), stats);

  for (const file of survey.files) {
    const before = task.previous?.known.get(file.path);
    if (before && isSame(before, file.stats)) keep(file, before.sha256);
  }
  const changed = survey.files.filter((file) => !isKnown(file));
  await forEachAtOnce(changed, mostAtOnce, async ({ path }) => {
    const stored = await storeFile(path, task);
    if (stored.kind === "left_out") leftOut.add(path, stored.reason);
    else keep({ path, stats: stored.stats }, stored.sha256);
  });
  entries.sort((a, b) => (a.path < b.path ? -1 : 1));
  return { manifest: { entries, ...leftOut.result() }, known };
}

function isSame(known: KnownFile | undefined, { ino, size, ctimeMs }: Stats): boolean {
  return known?.inode === ino && known.size === size && known.changedAtMs === ctimeMs;
}

type Stored =
  | { readonly kind: "stored"; readonly stats: Stats; readonly sha256: string }
  | { readonly kind: "left_out"; readonly reason: LeftOutReason };

async function storeFile(path: string, { folder, store, limits }: TakeSnapshot): Promise<Stored> {
  const fd = tryOpen(folder, path);
  if (fd === null) return { kind: "left_out", reason: "unreadable" };
  const content = createReadStream("", { fd, highWaterMark: 256 * 1024 });
  try {
    const stats = fstatSync(fd);
    if (!stats.isFile()) return { kind: "left_out", reason: "not_a_file" };
    const { sha256, size } = await store.put(content, limits.fileBytes);
    return { kind: "stored", stats: Object.assign(stats, { size }), sha256 };
  } catch (error) {
    if (error instanceof BlobTooLargeError) return { kind: "left_out", reason: "file_too_large" };
    throw error;
  } finally {
    content.destroy();
  }
}

/** Null for what is gone, closed to us, or no longer what was seen: a link in its place is not followed. */
function tryOpen(folder: string, stored: string): number | null {
  try {
    return inFolderOf(folder, stored, (parent, name) =>
      openSync(parent.at(name), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK),
    );
  } catch {
    return null;
  }
}
