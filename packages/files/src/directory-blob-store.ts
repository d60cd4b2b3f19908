import { createHash, randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { access, mkdir, open, readdir, rename, rm, stat, utimes } from "node:fs/promises";
import path from "node:path";
import { type Readable, Transform } from "node:stream";
import { BlobMissingError, type BlobStore, BlobTooLargeError, type Blob as StoreBlob } from "#blob-store.ts";

/** Keeps blobs as files below a folder, `ab/cdef…` for each, so that no folder holds too many. */
export function createDirectoryBlobStore(folder: string): BlobStore {
  const fileOf = (sha256: string) => path.join(folder, requireHash(sha256).slice(0, 2), sha256.slice(2));
  return {
    put: (source, maxBytes) => put({ folder, fileOf, source, maxBytes }),
    has: async (sha256) => await exists(fileOf(sha256)),
    get: async (sha256) => await read(fileOf(sha256), sha256),
    list: () => list(folder),
    remove: async (sha256, storedBefore) => {
      const file = fileOf(sha256);
      const found = await stat(file).catch(() => null);
      if (found && found.mtime < storedBefore) await rm(file, { force: true });
    },
  };
}

type Put = {
  readonly folder: string;
  readonly fileOf: (sha256: string) => string;
  readonly source: AsyncIterable<Uint8Array>;
  readonly maxBytes: number;
};

/** Up to this size a blob is held in memory until its hash says whether it is there already. */
const heldBytes = 1024 * 1024;

/** Hashes before it writes or while it does. What is new goes to a file of another name until it is on the disk. */
async function put({ folder, fileOf, source, maxBytes }: Put): Promise<StoreBlob> {
  const pieces = readPieces(source, maxBytes);
  const held = await hold(pieces);
  if (held.isAll) {
    const blob = { sha256: createHash("sha256").update(held.bytes).digest("hex"), size: held.bytes.length };
    if (await touch(fileOf(blob.sha256))) return blob;
  }
  const incoming = path.join(folder, "incoming");
  await mkdir(incoming, { recursive: true, mode: 0o700 });
  const temporary = path.join(incoming, randomUUID());
  try {
    const blob = await writeAndHash(temporary, held.bytes, pieces);
    const file = fileOf(blob.sha256);
    if (!(await touch(file))) {
      await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
      await rename(temporary, file);
      await syncFolder(path.dirname(file));
    }
    return blob;
  } finally {
    await rm(temporary, { force: true });
  }
}

async function* readPieces(source: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const bytes of source) {
    size += bytes.length;
    if (size > maxBytes) throw new BlobTooLargeError(`More than ${maxBytes} bytes.`);
    yield bytes;
  }
}

/** Takes what may be held in memory. `isAll`: there is no more. */
async function hold(pieces: AsyncGenerator<Uint8Array>): Promise<{ bytes: Buffer; isAll: boolean }> {
  const held: Uint8Array[] = [];
  let size = 0;
  while (size <= heldBytes) {
    const next = await pieces.next();
    if (next.done) return { bytes: Buffer.concat(held), isAll: true };
    held.push(next.value);
    size += next.value.length;
  }
  return { bytes: Buffer.concat(held), isAll: false };
}

async function writeAndHash(
  file: string,
  first: Buffer,
  rest: AsyncGenerator<Uint8Array>,
): Promise<StoreBlob> {
  const hash = createHash("sha256").update(first);
  let size = first.length;
  const handle = await open(file, "wx", 0o600);
  try {
    await handle.writeFile(first);
    for await (const bytes of rest) {
      size += bytes.length;
      hash.update(bytes);
      await handle.writeFile(bytes);
    }
    await handle.datasync();
  } finally {
    await handle.close();
  }
  return { sha256: hash.digest("hex"), size };
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function read(file: string, sha256: string): Promise<Readable> {
  const handle = await open(file, constants.O_RDONLY).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") throw new BlobMissingError(`There is no blob ${sha256}.`, { cause: error });
    throw error;
  });
  const content = handle.createReadStream();
  const checked = content.pipe(checkHash(sha256));
  content.on("error", (error) => checked.destroy(error));
  checked.on("close", () => content.destroy());
  return checked;
}

/** Passes bytes on and fails at their end if they were not the ones that the hash is of. */
function checkHash(sha256: string): Transform {
  const hash = createHash("sha256");
  return new Transform({
    transform(bytes, _encoding, done) {
      hash.update(bytes);
      done(null, bytes);
    },
    flush(done) {
      const isSame = hash.digest("hex") === sha256;
      done(isSame ? null : new Error(`The blob ${sha256} is damaged on disk.`));
    },
  });
}

async function* list(folder: string) {
  for (const prefix of await namesIn(folder)) {
    if (!/^[0-9a-f]{2}$/.test(prefix)) continue;
    for (const rest of await namesIn(path.join(folder, prefix))) {
      const sha256 = `${prefix}${rest}`;
      const found = await stat(path.join(folder, prefix, rest)).catch(() => null);
      if (found && isHash(sha256)) yield { sha256, size: found.size, storedAt: found.mtime };
    }
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return await readdir(folder).catch(() => []);
}

/** Says that somebody wants the blob, so that no sweep takes it now. False: there is none. */
async function touch(file: string): Promise<boolean> {
  const now = new Date();
  return await utimes(file, now, now).then(
    () => true,
    () => false,
  );
}

async function exists(file: string): Promise<boolean> {
  return await access(file).then(
    () => true,
    () => false,
  );
}

function isHash(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}

/** A hash becomes a path: anything else would be a way out of the folder. */
function requireHash(text: string): string {
  if (!isHash(text)) throw new TypeError("Not a SHA-256.");
  return text;
}
