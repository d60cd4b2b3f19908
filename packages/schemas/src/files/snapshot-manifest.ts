import { z } from "zod";

export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * A path inside a workspace as we store it: names with single slashes between, none of them `.` or `..`. What is stored
 * was checked once, so whoever joins it to a folder stays below that folder.
 */
export const WorkspacePath = z
  .string()
  .min(1)
  .max(4_096)
  .refine(isPlainPath, "Must be a relative path without . and .. and without empty names.");

export function isPlainPath(path: string): boolean {
  if (path.includes("\0") || path.includes("\uFFFD")) return false;
  return path.split("/").every((name) => name !== "" && name !== "." && name !== "..");
}

const Mode = z.int().min(0).max(0o777);

export const ManifestEntry = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("file"),
    path: WorkspacePath,
    mode: Mode,
    size: z.int().min(0),
    sha256: Sha256,
  }),
  z.strictObject({ kind: z.literal("folder"), path: WorkspacePath, mode: Mode }),
  z.strictObject({ kind: z.literal("link"), path: WorkspacePath, target: z.string().min(1).max(4_096) }),
]);
export type ManifestEntry = z.infer<typeof ManifestEntry>;

/** Why something in a workspace is not in its snapshot. */
export const LeftOutReason = z.enum([
  "file_too_large",
  "workspace_too_large",
  "too_many",
  "not_a_file",
  "unreadable",
]);
export type LeftOutReason = z.infer<typeof LeftOutReason>;

/** All that a workspace held at one moment, by the hashes of its files. Entries are in the order of their paths. */
export const SnapshotManifest = z.strictObject({
  entries: z.array(ManifestEntry),
  /** At most 100 of them are named; `leftOutCount` has all. */
  leftOut: z.array(z.strictObject({ path: z.string(), reason: LeftOutReason })),
  leftOutCount: z.int().min(0),
});
export type SnapshotManifest = z.infer<typeof SnapshotManifest>;

/** A manifest that is kept as a blob: that of a large workspace would make every row that names it large. */
export const ManifestRef = z.strictObject({ manifest: Sha256 });
export type ManifestRef = z.infer<typeof ManifestRef>;

/** What a row holds of a snapshot. Earlier releases wrote the manifest itself. */
export const KeptSnapshot = z.union([ManifestRef, SnapshotManifest]);
export type KeptSnapshot = z.infer<typeof KeptSnapshot>;
