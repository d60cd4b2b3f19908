import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { BlobStore } from "@slipway/files/blob-store";
import { createDirectoryBlobStore } from "@slipway/files/directory-blob-store";
import { SnapshotManifest } from "@slipway/schemas/files/snapshot-manifest";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { restoreSnapshot } from "#workspace/restore-snapshot.ts";
import { type Snapshot, takeSnapshot } from "#workspace/take-snapshot.ts";
import { workspaceLimits } from "#workspace/workspace-limits.ts";

let home: string;
let workspace: string;
let store: BlobStore;
let puts: number;

beforeEach(() => {
  home = mkdtempSync(path.join(tmpdir(), "slipway-snapshot-"));
  workspace = path.join(home, "workspace");
  mkdirSync(workspace);
  const directory = createDirectoryBlobStore(path.join(home, "blobs"));
  puts = 0;
  store = {
    ...directory,
    put: async (...given) => {
      puts += 1;
      return await directory.put(...given);
    },
  };
});
afterEach(() => rmSync(home, { recursive: true }));

function put(relative: string, content: string | Buffer, mode = 0o644): void {
  const file = path.join(workspace, relative);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  chmodSync(file, mode);
}

function take(previous: Snapshot | null = null, limits = workspaceLimits): Promise<Snapshot> {
  return takeSnapshot({ folder: workspace, store, limits, previous, now: Date.now });
}

function restore(manifest: SnapshotManifest, folder = workspace): Promise<void> {
  return restoreSnapshot({ folder, manifest, store, owner: null });
}

/** All of a folder as values, to be compared. */
function contentOf(folder: string, prefix = ""): Record<string, string> {
  return Object.assign(
    {},
    ...readdirSync(folder).map((name) => {
      const place = path.join(folder, name);
      const stats = lstatSync(place);
      const mode = (stats.mode & 0o777).toString(8);
      if (stats.isSymbolicLink()) return { [prefix + name]: `link ${readlinkSync(place)}` };
      if (stats.isFile())
        return { [prefix + name]: `file ${mode} ${readFileSync(place).toString("base64")}` };
      return { [prefix + name]: `folder ${mode}`, ...contentOf(place, `${prefix}${name}/`) };
    }),
  );
}

const waitUntilCold = () => new Promise((resolve) => setTimeout(resolve, 80));

describe("C57 a snapshot", () => {
  it("says all that a workspace holds, by path", async () => {
    put("b/run.sh", "#!/bin/sh", 0o755);
    put("a.txt", "hello");
    mkdirSync(path.join(workspace, "empty"), { mode: 0o700 });
    symlinkSync("../../etc/passwd", path.join(workspace, "b/link"));
    const { manifest } = await take();
    expect(SnapshotManifest.parse(manifest)).toEqual({
      entries: [
        {
          kind: "file",
          path: "a.txt",
          mode: 0o644,
          size: 5,
          sha256: "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
        },
        { kind: "folder", path: "b", mode: 0o755 },
        { kind: "link", path: "b/link", target: "../../etc/passwd" },
        {
          kind: "file",
          path: "b/run.sh",
          mode: 0o755,
          size: 9,
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        },
        { kind: "folder", path: "empty", mode: 0o700 },
      ],
      leftOut: [],
      leftOutCount: 0,
    });
  });

  it("stores only what changed, and reads only what may have", async () => {
    put("same.txt", "same");
    put("changed.txt", "one");
    await waitUntilCold();
    const first = await take();
    expect(puts).toBe(2);
    put("changed.txt", "two");
    put("new.txt", "new");
    const second = await take(first);
    expect(puts).toBe(4);
    expect(second.manifest).toEqual((await take()).manifest);
  });

  it("sees a change that hides behind the old size and times", async () => {
    put("file.txt", "before");
    const { atime, mtime } = statSync(path.join(workspace, "file.txt"));
    await waitUntilCold();
    const first = await take();
    put("file.txt", "after!");
    utimesSync(path.join(workspace, "file.txt"), atime, mtime);
    const second = await take(first);
    expect(second.manifest).not.toEqual(first.manifest);
  });

  it("sees a change in the very moment after it was taken", async () => {
    for (let count = 0; count < 20; count++) {
      put("file.txt", `a${count}`.padEnd(8));
      const first = await take();
      put("file.txt", `b${count}`.padEnd(8));
      expect((await take(first)).manifest).not.toEqual(first.manifest);
    }
  });

  it("leaves out what is too large, too much or no file, and says what", async () => {
    put("a-large.bin", Buffer.alloc(60));
    put("b.bin", Buffer.alloc(40));
    put("c.bin", Buffer.alloc(40));
    put("d.bin", Buffer.alloc(10));
    execFileSync("/bin/sh", ["-c", 'mkfifo "$0"', path.join(workspace, "pipe")]);
    const limits = { fileBytes: 50, totalBytes: 60, entries: 100 };
    const { manifest } = await take(null, limits);
    const kept = manifest.entries.map((entry) => entry.path);
    const named = Object.fromEntries(manifest.leftOut.map(({ path: name, reason }) => [name, reason]));
    expect(named).toMatchObject({ "a-large.bin": "file_too_large", pipe: "not_a_file" });
    expect(Object.values(named).filter((reason) => reason === "workspace_too_large")).toHaveLength(1);
    expect(kept).toHaveLength(2);
    expect(manifest.leftOutCount).toBe(3);
    const few = await take(null, { ...workspaceLimits, entries: 2 });
    expect(few.manifest.entries).toHaveLength(2);
    expect(few.manifest.leftOut).toContainEqual({ path: expect.any(String), reason: "too_many" });
  });

  it("takes no file through a link that someone puts into its way", async () => {
    writeFileSync(path.join(home, "secret"), "a secret");
    put("dir/file", "mine");
    const racing = take();
    renameSync(path.join(workspace, "dir"), path.join(workspace, "moved"));
    symlinkSync("..", path.join(workspace, "dir"));
    const { manifest } = await racing;
    const hashes = manifest.entries.flatMap((entry) => (entry.kind === "file" ? [entry.sha256] : []));
    for (const sha256 of hashes) {
      const content = await (await store.get(sha256)).toArray();
      expect(Buffer.concat(content).toString()).toBe("mine");
    }
  });

  it("of 2,000 unchanged files reads none of them again, and takes 50 ms and a tenth of the first at most", async () => {
    for (let index = 0; index < 2_000; index++) put(`d${index % 40}/f${index}`, `${index % 50}`);
    await waitUntilCold();
    const startedAt = performance.now();
    const first = await take();
    const firstMs = performance.now() - startedAt;
    expect(puts).toBe(2_000);
    const times: number[] = [];
    for (let count = 0; count < 9; count++) {
      const before = performance.now();
      const again = await take(first);
      times.push(performance.now() - before);
      expect(again.manifest.entries).toHaveLength(2_040);
    }
    expect(puts).toBe(2_000);
    expect(times.toSorted((a, b) => a - b)[4]).toBeLessThan(Math.min(50, firstMs / 10));
  });
});

describe("C57 a restored workspace", () => {
  it("is exactly what the snapshot says, whatever was there", async () => {
    const name = fc.constantFrom("a", "b", "c", "d.txt", "ä ö", "-x", ".hidden");
    const leaf: fc.Arbitrary<Node> = fc.oneof(
      fc.record({ file: fc.string({ maxLength: 20 }), mode: fc.constantFrom(0o600, 0o644, 0o755, 0o400) }),
      fc.record({ link: fc.constantFrom("a", "../b", "/etc/passwd", "nowhere", ".") }),
    );
    const folderOf = (node: fc.Arbitrary<Node>): fc.Arbitrary<Node> =>
      fc.record({
        folder: fc.dictionary(name, node, { maxKeys: 3 }),
        mode: fc.constantFrom(0o755, 0o700, 0o500),
      });
    const node = fc.oneof(leaf, folderOf(fc.oneof(leaf, folderOf(leaf))));
    const tree = fc.dictionary(name, node, { maxKeys: 5 });
    await fc.assert(
      fc.asyncProperty(tree, tree, async (before, after) => {
        build(workspace, before);
        const expected = contentOf(workspace);
        const { manifest } = await take();
        clear(workspace);
        build(workspace, after);
        await restore(manifest);
        expect(contentOf(workspace)).toEqual(expected);
        await restore(manifest);
        expect(contentOf(workspace)).toEqual(expected);
        clear(workspace);
      }),
      { numRuns: 60 },
    );
  });

  it("is the same in another place", async () => {
    put("src/a.txt", "a");
    symlinkSync("a.txt", path.join(workspace, "src/link"));
    const { manifest } = await take();
    const other = path.join(home, "other");
    mkdirSync(other);
    await restore(manifest, other);
    expect(contentOf(other)).toEqual(contentOf(workspace));
  });

  it("does not follow links that are in its way", async () => {
    const outside = path.join(home, "outside");
    mkdirSync(outside);
    writeFileSync(path.join(outside, "file"), "outside");
    put("dir/file", "inside");
    put("plain", "inside");
    const { manifest } = await take();
    rmSync(path.join(workspace, "dir"), { recursive: true });
    rmSync(path.join(workspace, "plain"));
    symlinkSync(outside, path.join(workspace, "dir"));
    symlinkSync(path.join(outside, "file"), path.join(workspace, "plain"));
    await restore(manifest);
    expect(readFileSync(path.join(outside, "file"), "utf8")).toBe("outside");
    expect(readdirSync(outside)).toEqual(["file"]);
    expect(readFileSync(path.join(workspace, "dir/file"), "utf8")).toBe("inside");
    expect(lstatSync(path.join(workspace, "plain")).isFile()).toBe(true);
  });

  it("does not write through a hard link into another file", async () => {
    const outside = path.join(home, "outside");
    put("file", "snapshot");
    const { manifest } = await take();
    writeFileSync(outside, "snapshot", { mode: 0o600 });
    rmSync(path.join(workspace, "file"));
    linkSync(outside, path.join(workspace, "file"));
    await restore(manifest);
    expect(statSync(outside).nlink).toBe(1);
    expect(statSync(outside).mode & 0o777).toBe(0o600);
  });

  it.each([
    ["goes up", { kind: "file", path: "../x", mode: 0o644, size: 0, sha256: "0".repeat(64) }],
    ["is absolute", { kind: "link", path: "/x", target: "y" }],
    ["hides a step up", { kind: "folder", path: "a/../../x", mode: 0o755 }],
    ["has an empty name", { kind: "folder", path: "a//x", mode: 0o755 }],
    ["sets more than permissions", { kind: "folder", path: "a", mode: 0o4755 }],
  ])("is not made from an entry that %s", (_what, entry) => {
    expect(SnapshotManifest.safeParse({ entries: [entry], leftOut: [], leftOutCount: 0 }).success).toBe(
      false,
    );
  });

  it("is not made from entries that contradict each other", async () => {
    const link = { kind: "link", path: "a", target: ".." } as const;
    const below = { kind: "folder", path: "a/b", mode: 0o755 } as const;
    for (const entries of [[link, below], [below], [link, link]]) {
      await expect(restore({ entries, leftOut: [], leftOutCount: 0 })).rejects.toThrow(/The snapshot has/);
    }
    expect(readdirSync(workspace)).toEqual([]);
  });

  it("says what the store lacks", async () => {
    put("file", "x");
    const { manifest } = await take();
    rmSync(path.join(home, "blobs"), { recursive: true });
    rmSync(path.join(workspace, "file"));
    await expect(restore(manifest)).rejects.toMatchObject({ name: "BlobMissingError" });
    expect(existsSync(path.join(workspace, "file"))).toBe(false);
    expect(readdirSync(workspace)).toEqual([]);
  });
});

type Node =
  | { file: string; mode: number }
  | { link: string }
  | { folder: Record<string, Node>; mode: number };

function build(folder: string, tree: Record<string, Node>): void {
  for (const [name, node] of Object.entries(tree)) {
    const place = path.join(folder, name);
    if ("link" in node) symlinkSync(node.link, place);
    else if ("file" in node) {
      writeFileSync(place, node.file);
      chmodSync(place, node.mode);
    } else {
      mkdirSync(place);
      build(place, node.folder);
      chmodSync(place, node.mode);
    }
  }
}

function clear(folder: string): void {
  execFileSync("chmod", ["-R", "u+rwX", folder]);
  for (const name of readdirSync(folder)) rmSync(path.join(folder, name), { recursive: true });
}
