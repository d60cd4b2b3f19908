import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { Readable } from "node:stream";
import { text as readText } from "node:stream/consumers";
import type { ManifestEntry } from "@slipway/schemas/files/snapshot-manifest";
import { newId } from "@slipway/schemas/ids";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type TestWeb, testWeb } from "./test/test-web.ts";

let web: TestWeb;
let viewer: Record<string, string>;
const sessionId = newId("session");
const text = "export const opens = 8;\n";

async function manifestOf(files: Readonly<Record<string, string>>): Promise<string> {
  const entries: ManifestEntry[] = [];
  for (const [path, content] of Object.entries(files)) {
    const source = Readable.from([Buffer.from(content)]);
    const { sha256, size } = await web.services.blobs.put(source, 1_000_000);
    entries.push({ kind: "file", path, mode: 0o644, size, sha256 });
  }
  return JSON.stringify({ entries, leftOut: [], leftOutCount: 0 });
}

/** A session with two runs: the first made files, the second changed, added and deleted some. */
beforeAll(async () => {
  web = await testWeb();
  viewer = await web.keyOf("viewer");
  const { projectId } = web;
  const sql = web.services.db.pool;
  const app = newId("app");
  await sql.query(
    `insert into app (project_id, id, slug, name, type, latest_revision, updated_at)
     values ($1, $2, 'keeper', 'Keeper', 'agent', 1, now())`,
    [projectId, app],
  );
  await sql.query(
    "insert into session (project_id, id, app_id, title, last_seq, updated_at) values ($1, $2, $3, 'Files', 2, now())",
    [projectId, sessionId, app],
  );
  const first = await manifestOf({ "a.ts": "old\n", "gone.txt": "x", "same.md": "# Same\n" });
  const second = await manifestOf({
    "a.ts": text,
    "new/page.html": "<script>1</script>",
    "same.md": "# Same\n",
  });
  const runs = [newId("run", 1), newId("run", 2)];
  for (const [at, snapshot] of [first, second].entries()) {
    await sql.query(
      `insert into checkpoint (project_id, id, session_id, run_id, step, label, seq, entry_seq, entry_ordinal, snapshot)
       values ($1, $2, $3, $4, 1, 'step', $5, 0, 0, $6)`,
      [projectId, newId("checkpoint"), sessionId, runs[at], at + 1, snapshot],
    );
  }
});
afterAll(() => web[Symbol.asyncDispose]());

const get = (rest: string, headers = viewer) =>
  web.call({ method: "GET", path: `/api/v1/sessions/${sessionId}/files${rest}`, headers });

it("lists files by path, page by page", async () => {
  const { status, body } = await get("?limit=2");
  expect(status).toBe(200);
  expect(body.items.map(({ path }: { path: string }) => path)).toEqual(["a.ts", "new/page.html"]);
  const rest = await get(`?limit=2&cursor=${encodeURIComponent(body.nextCursor)}`);
  expect(rest.body.items.map(({ path }: { path: string }) => path)).toContain("same.md");
  expect(rest.body.nextCursor).toBeNull();
});

it("answers a file's bytes, as text, and never as something that runs", async () => {
  const file = await get("/a.ts");
  expect([file.status, file.body]).toEqual([200, text]);
  expect(Object.fromEntries(file.headers)).toMatchObject({
    "content-type": "text/plain; charset=utf-8",
    "content-length": String(text.length),
    "x-content-type-options": "nosniff",
    "content-security-policy": "sandbox; default-src 'none'",
  });
  const page = await get("/new/page.html");
  expect(page.headers.get("content-type")).toBe("application/octet-stream");
  expect(page.headers.get("content-disposition")).toMatch(/^attachment; /);
});

it("leads nowhere else", async () => {
  for (const path of ["..%2F..%2Fetc%2Fpasswd", "a%2F..%2F..%2Fb", "%2Fetc%2Fpasswd", "a%00b"]) {
    expect((await get(`/${path}`)).status, path).toBe(path.includes("%00") ? 404 : 400);
  }
  expect((await get("/missing.txt")).status).toBe(404);
});

it("C64 shows another project's files to nobody else", async () => {
  const projectId = `prj_${randomUUID()}`;
  await web.services.prisma.project.create({ data: { id: projectId, slug: projectId, name: "Strangers" } });
  const stranger = await web.keyOf("admin", projectId);
  expect((await get("", stranger)).status).toBe(404);
  expect((await get("/a.ts", stranger)).status).toBe(404);
});

const put = async (path: string, content: string, headers: Record<string, string>) =>
  web.call({
    method: "PUT",
    path: `/api/v1/sessions/${sessionId}/files${path}`,
    headers: { "content-type": "text/csv", ...headers },
    body: content,
  });

it("C57 takes a person's file for the next run: listed and read at once, replaced, taken back", async () => {
  const editor = await web.keyOf("editor");
  expect((await put("/in/data.csv", "a,b\n", viewer)).status).toBe(403);
  const stored = await put("/in/data.csv", "a,b\n", editor);
  const waiting = { path: "in/data.csv", kind: "file", size: 4, change: null, waiting: true };
  expect([stored.status, stored.body]).toEqual([201, waiting]);
  await put("/in/data.csv", "a,b,c\n", editor);
  await put("/a.ts", "mine", editor);
  const { body } = await get("");
  expect(body.items.filter((item: { waiting?: true }) => item.waiting)).toEqual([
    { ...waiting, path: "a.ts" },
    { ...waiting, size: 6 },
  ]);
  expect((await get("/in/data.csv")).body).toBe("a,b,c\n");
  const remove = (path: string) =>
    web.call({ method: "DELETE", path: `/api/v1/sessions/${sessionId}/files${path}`, headers: editor });
  expect((await remove("/a.ts")).status).toBe(204);
  expect((await get("/a.ts")).body).toBe(text);
  // What is in the workspace is a run's to remove.
  expect((await remove("/a.ts")).body.error.code).toBe("conflict");
});

/** Says how much will come, sends its beginning, and reads the answer. */
async function announce(path: string, bytes: number, headers: Record<string, string>) {
  const sending = request(`${web.url}/api/v1/sessions/${sessionId}/files${path}`, {
    method: "PUT",
    headers: { ...headers, "content-length": String(bytes) },
  }).on("error", () => undefined);
  sending.write("x");
  const [response] = (await once(sending, "response")) as [IncomingMessage];
  const body = JSON.parse(await readText(response));
  sending.destroy();
  return [response.statusCode, body.error.code];
}

it("C57 C66 refuses what leads elsewhere, cannot be there, or is too large, and keeps nothing of it", async () => {
  const editor = await web.keyOf("editor");
  const before = (await get("")).body;
  for (const path of ["/..%2F..%2Fetc%2Fpasswd", "/a%2F..%2F..%2Fb", "/%2Fetc%2Fpasswd", "/a//b"])
    expect((await put(path, "x", editor)).status, path).toBe(400);
  expect((await put("/new", "x", editor)).body.error).toMatchObject({
    code: "conflict",
    message: "There is a folder called new. Choose another name.",
  });
  expect((await put("/a.ts/b", "x", editor)).body.error.message).toContain("a.ts is no folder");
  expect(await announce("/huge.bin", 200 * 1024 ** 2, editor)).toEqual([413, "payload_too_large"]);
  expect((await get("")).body).toEqual(before);
  const empty = await put("/empty.txt", "", editor);
  expect([empty.status, (await get("/empty.txt")).body]).toEqual([201, null]);
});

it("C57 files can be put into a session before anything is said in it", async () => {
  const editor = await web.keyOf("editor");
  const started = await web.call({ method: "POST", path: "/api/v1/apps/keeper/sessions", headers: editor });
  expect(started).toMatchObject({ status: 201, body: { title: "", seq: 0, activeRunId: null } });
  const path = `/api/v1/sessions/${started.body.id}/files/data.csv`;
  const stored = await web.call({ method: "PUT", path, headers: editor, body: "a,b" });
  expect(stored.status).toBe(201);
});
