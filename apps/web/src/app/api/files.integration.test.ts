import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
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
