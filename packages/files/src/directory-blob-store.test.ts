import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BlobMissingError, type BlobStore, BlobTooLargeError, type StoredBlob } from "#blob-store.ts";
import { createDirectoryBlobStore } from "#directory-blob-store.ts";
import { sweepBlobs } from "#sweep-blobs.ts";

let folder: string;
let store: BlobStore;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "slipway-blobs-"));
  store = createDirectoryBlobStore(folder);
});
afterEach(() => rmSync(folder, { recursive: true }));

const bytesOf = (...pieces: readonly (string | Buffer)[]) =>
  Readable.from(pieces.map((piece) => Buffer.from(piece)));
async function listAll() {
  const found: StoredBlob[] = [];
  for await (const blob of store.list()) found.push(blob);
  return found;
}
const fileOf = (sha256: string) => path.join(folder, sha256.slice(0, 2), sha256.slice(2));
const sha256Of = (text: string) => createHash("sha256").update(text).digest("hex");

describe("the blobs of a directory", () => {
  it("are what was put, in pieces or whole", async () => {
    const blob = await store.put(bytesOf("hel", "lo"), 100);
    expect(blob).toEqual({ sha256: sha256Of("hello"), size: 5 });
    expect(await store.has(blob.sha256)).toBe(true);
    expect((await buffer(await store.get(blob.sha256))).toString()).toBe("hello");
    const nothing = await store.put(bytesOf(), 0);
    expect((await buffer(await store.get(nothing.sha256))).length).toBe(0);
  });

  it("are stored once, by many at once", async () => {
    const large = Buffer.alloc(1_000_000, "x");
    const blobs = await Promise.all(
      Array.from({ length: 10 }, () => store.put(bytesOf(large, large), 2_000_000)),
    );
    expect(new Set(blobs.map(({ sha256 }) => sha256)).size).toBe(1);
    expect(readdirSync(path.join(folder, "incoming"))).toEqual([]);
    expect(await listAll()).toEqual([{ ...blobs[0], storedAt: expect.any(Date) }]);
  });

  it("are not stored at all when they are too large, or break off", async () => {
    await expect(store.put(bytesOf("123", "456"), 5)).rejects.toBeInstanceOf(BlobTooLargeError);
    const mebibyte = Buffer.alloc(1024 * 1024);
    await expect(
      store.put(bytesOf(mebibyte, mebibyte, mebibyte), 2.5 * mebibyte.length),
    ).rejects.toBeInstanceOf(BlobTooLargeError);
    const broken = Readable.from(
      (function* () {
        yield Buffer.from("half");
        throw new Error("broken");
      })(),
    );
    await expect(store.put(broken, 100)).rejects.toThrow("broken");
    expect(readdirSync(path.join(folder, "incoming"))).toEqual([]);
    expect(await listAll()).toEqual([]);
  });

  it("say when they are damaged or not there", async () => {
    const { sha256 } = await store.put(bytesOf("hello"), 100);
    writeFileSync(fileOf(sha256), "jello");
    await expect(buffer(await store.get(sha256))).rejects.toThrow(/is damaged on disk/);
    await expect(store.get(sha256Of("other"))).rejects.toBeInstanceOf(BlobMissingError);
  });

  it.each(["../../etc/passwd", "", `${"0".repeat(62)}/x`, "0".repeat(63)])(
    "have no other name: %j",
    async (name) => {
      await expect(store.get(name)).rejects.toThrow("Not a SHA-256.");
      await expect(store.has(name)).rejects.toThrow("Not a SHA-256.");
      await expect(store.remove(name, new Date())).rejects.toThrow("Not a SHA-256.");
    },
  );

  it("are swept when nobody names them and they are old enough", async () => {
    const texts = ["named", "old", "young", "stored again"];
    const [named, old, young, again] = await Promise.all(
      texts.map(async (text) => (await store.put(bytesOf(text), 100)).sha256),
    );
    const longAgo = new Date(Date.now() - 3_600_000);
    for (const sha256 of [named, old, again]) utimesSync(fileOf(sha256 ?? ""), longAgo, longAgo);
    await store.put(bytesOf("stored again"), 100);
    const asked: string[] = [];
    const swept = await sweepBlobs(store, {
      findReferenced: (hashes) => {
        asked.push(...hashes);
        return Promise.resolve(new Set([named ?? ""]));
      },
      storedBefore: new Date(Date.now() - 60_000),
    });
    expect(swept).toEqual({ removed: 1, bytes: 3 });
    expect(asked.toSorted()).toEqual([named, old].toSorted());
    expect(await store.has(old ?? "")).toBe(false);
    expect(await Promise.all([named, young, again].map((sha256) => store.has(sha256 ?? "")))).toEqual([
      true,
      true,
      true,
    ]);
  });
});
