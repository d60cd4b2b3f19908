import type { ManifestEntry, SnapshotManifest } from "@slipway/schemas/files/snapshot-manifest";
import { expect, it } from "vitest";
import { diffManifests } from "#diff-manifests.ts";

const file = (path: string, content: string, mode = 0o644): ManifestEntry => ({
  kind: "file",
  path,
  mode,
  size: 1,
  sha256: content.repeat(64),
});
const link = (path: string, target: string): ManifestEntry => ({ kind: "link", path, target });
const folder = (path: string): ManifestEntry => ({ kind: "folder", path, mode: 0o755 });
const manifest = (...entries: ManifestEntry[]): SnapshotManifest => ({
  entries,
  leftOut: [],
  leftOutCount: 0,
});

it("C57 says what became of each file and link", () => {
  const before = manifest(
    ...[folder("gone"), file("gone/x", "a"), file("mode", "a"), file("same", "a"), file("text", "a")],
    ...[link("to", "x"), file("turned", "a"), link("where", "x")],
  );
  const after = manifest(
    ...[folder("made"), file("made/y", "a"), file("mode", "a", 0o755), file("same", "a"), file("text", "b")],
    ...[link("to", "x"), link("turned", "x"), link("where", "y")],
  );
  expect(diffManifests(before, after).map(({ path, change }) => [path, change])).toEqual([
    ["gone/x", "deleted"],
    ["made/y", "created"],
    ["mode", "changed"],
    ["text", "changed"],
    ["turned", "changed"],
    ["where", "changed"],
  ]);
  expect(diffManifests(before, before)).toEqual([]);
  expect(diffManifests(manifest(), manifest(file("new", "a")))).toEqual([
    { path: "new", change: "created", before: null, after: file("new", "a") },
  ]);
});
